import {
  beginConnect,
  close,
  discard,
  Epoll,
  READABLE,
  receive,
  send,
  shrinkReceiveBuffer,
  WRITABLE,
} from "./libc.ts";
import type { Socket, SocketHandlers } from "./socket.ts";

const BUFFER = 256 * 1024;
const buffer = new Uint8Array(BUFFER);
const epoll = new Epoll();
const sockets = new Map<number, EpollSocket>();

let pumping = false;

/** Connects through epoll: no promise and no copy a read, one buffer for all. */
export function connectEpoll(port: number, handlers: SocketHandlers): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = new EpollSocket(beginConnect(port), handlers, { resolve, reject });
  sockets.set(socket.fd, socket);
  epoll.add(socket.fd, READABLE | WRITABLE);
  if (!pumping) {
    pumping = true;
    setImmediate(pump);
  }
  return promise;
}

/** Serves what is ready, then lets timers and input of this process have their turn. */
function pump(): void {
  epoll.wait(1, (fd, can) => sockets.get(fd)?.serve(can));
  pumping = sockets.size > 0;
  if (pumping) setImmediate(pump);
}

class EpollSocket implements Socket {
  readonly fd: number;
  discards = false;
  readonly #handlers: SocketHandlers;
  #opening: { resolve(socket: Socket): void; reject(error: Error): void } | undefined;
  #waiting: Uint8Array<ArrayBuffer>[] = [];
  #closed = false;
  #paused = false;

  constructor(
    fd: number,
    handlers: SocketHandlers,
    opening: { resolve(socket: Socket): void; reject(error: Error): void },
  ) {
    this.fd = fd;
    this.#handlers = handlers;
    this.#opening = opening;
  }

  write(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#closed) return;
    this.#waiting.push(bytes);
    if (this.#waiting.length === 1) this.#flush();
  }

  pause(): void {
    this.#paused = true;
    shrinkReceiveBuffer(this.fd);
    epoll.modify(this.fd, this.#waiting.length > 0 ? WRITABLE : 0);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting = [];
    sockets.delete(this.fd);
    epoll.remove(this.fd);
    close(this.fd);
    this.#opening?.reject(new Error("Cannot connect"));
    this.#handlers.onClose();
  }

  serve(can: number): void {
    if ((can & ~WRITABLE) !== 0) {
      const count = this.discards ? discard(this.fd, buffer) : receive(this.fd, buffer);
      if (count <= 0) return this.close();
      if (!this.discards) this.#handlers.onData(buffer.subarray(0, count));
    }
    if (!(can & WRITABLE) || this.#closed) return;
    this.#opening?.resolve(this);
    this.#opening = undefined;
    this.#flush();
    if (this.#waiting.length === 0) epoll.modify(this.fd, this.#paused ? 0 : READABLE);
  }

  #flush(): void {
    while (this.#waiting.length > 0) {
      const bytes = this.#waiting[0]!;
      const count = send(this.fd, bytes);
      if (count === bytes.length) {
        this.#waiting.shift();
        continue;
      }
      if (count > 0) this.#waiting[0] = bytes.subarray(count);
      epoll.modify(this.fd, this.#paused ? WRITABLE : READABLE | WRITABLE);
      return;
    }
  }
}
