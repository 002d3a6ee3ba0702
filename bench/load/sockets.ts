import { connectEpoll } from "./epoll.ts";

/** TCP for thousands of connections in one process, as cheap as the machine allows. */

export interface Socket {
  /** Sends bytes; what the other end does not take yet is kept and sent later, in order. */
  write(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export interface SocketHandlers {
  /** The bytes are the callee's only until it returns. */
  onData(bytes: Uint8Array): void;
  /** Told once; also after close(). */
  onClose(): void;
}

const BUFFER = 64 * 1024;

/** Connects to a port of this machine: on Linux through epoll, else through the runtime. */
export function connect(port: number, handlers: SocketHandlers): Promise<Socket> {
  return Deno.build.os === "linux" ? connectEpoll(port, handlers) : connectDeno(port, handlers);
}

async function connectDeno(port: number, handlers: SocketHandlers): Promise<Socket> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  let waiting: Promise<unknown> = Promise.resolve();
  let closed = false;
  read();
  return {
    write(bytes) {
      waiting = waiting.then(() => writeAll(bytes)).catch(close);
    },
    close,
  };

  async function read(): Promise<void> {
    const buffer = new Uint8Array(BUFFER);
    try {
      for (let count = await connection.read(buffer); count !== null; count = await connection.read(buffer)) {
        handlers.onData(buffer.subarray(0, count));
      }
    } catch {
      // A reset is an end, too.
    }
    close();
  }

  async function writeAll(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await connection.write(rest));
  }

  function close(): void {
    if (closed) return;
    closed = true;
    connection.close();
    handlers.onClose();
  }
}
