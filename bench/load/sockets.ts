import { connectEpoll } from "./epoll.ts";
import type { Socket, SocketHandlers } from "./socket.ts";

/** TCP for thousands of connections in one process, as cheap as the machine allows. */

const BUFFER = 64 * 1024;

/** Connects to a port of this machine: on Linux through epoll, else through the runtime. */
export function connect(port: number, handlers: SocketHandlers): Promise<Socket> {
  return Deno.build.os === "linux" ? connectEpoll(port, handlers) : connectDeno(port, handlers);
}

async function connectDeno(port: number, handlers: SocketHandlers): Promise<Socket> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  let waiting: Promise<unknown> = Promise.resolve();
  let closed = false;
  let paused = false;
  read();
  return {
    discards: false,
    write(bytes) {
      waiting = waiting.then(() => writeAll(bytes)).catch(close);
    },
    pause() {
      paused = true;
    },
    close,
  };

  async function read(): Promise<void> {
    const buffer = new Uint8Array(BUFFER);
    try {
      for (let count = await connection.read(buffer); count !== null; count = await connection.read(buffer)) {
        if (paused) return;
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
