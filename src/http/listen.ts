export interface Listener {
  address: Deno.NetAddr;
  /** Takes no new requests; resolves when the running ones are answered, or after `timeout` ms. */
  close(timeout: number): Promise<void>;
}

export interface ListenOptions {
  hostname: string;
  port: number;
  handle(request: Request, remoteAddress: string): Response | Promise<Response>;
  onFault(error: unknown): void;
}

/** The address cannot be listened on; the message is one line for the person at the terminal. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

const FIRST_RETRY = 100;
/** Who waits for a free descriptor is let in again at most so long after there is one. */
const LAST_RETRY = 500;

/**
 * Listens, and goes on listening: a full table of descriptors makes the runtime stop its listener, while open
 * connections live on; then it begins again as soon as it can.
 * @throws ListenError where the port is in use or the address is not to be had
 */
export function listen(options: ListenOptions): Listener {
  let closing = false;
  let retry = FIRST_RETRY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let server = serve(options.port);
  const address = server.addr;
  return { address, close };

  function serve(port: number): Deno.HttpServer<Deno.NetAddr> {
    const { hostname } = options;
    let made: Deno.HttpServer<Deno.NetAddr>;
    try {
      made = Deno.serve(
        { hostname, port, onListen: () => {}, onError: answerFault, automaticCompression: true },
        (request, { remoteAddr }) => {
          retry = FIRST_RETRY;
          return options.handle(request, remoteAddr.hostname);
        },
      );
    } catch (error) {
      throw new ListenError(describe(error, hostname, port), { cause: error });
    }
    made.finished.catch((error) => {
      if (closing) return;
      listenLater(error);
    });
    return made;
  }

  function serveAgain(): void {
    try {
      server = serve(address.port);
    } catch (error) {
      listenLater(error);
    }
  }

  /** Waits longer each time until a request has come through: a listener that was made may still get no descriptor. */
  function listenLater(error: unknown): void {
    options.onFault(error);
    timer = setTimeout(serveAgain, retry);
    retry = Math.min(2 * retry, LAST_RETRY);
  }

  function answerFault(error: unknown): Response {
    options.onFault(error);
    return new Response(null, { status: 500 });
  }

  async function close(timeout: number): Promise<void> {
    closing = true;
    clearTimeout(timer);
    let late: ReturnType<typeof setTimeout> | undefined;
    const waited = new Promise<void>((resolve) => late = setTimeout(resolve, timeout));
    await Promise.race([server.shutdown().catch(options.onFault), waited]);
    clearTimeout(late);
  }
}

function describe(error: unknown, hostname: string, port: number): string {
  if (error instanceof Deno.errors.AddrInUse) {
    return `Cannot start: port ${port} is in use; stop the other program or choose another with PORT`;
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return `Cannot start: port ${port} needs more rights; choose one above 1023 with PORT`;
  }
  return `Cannot start: cannot listen on ${hostname}:${port} (${(error as Error).message})`;
}
