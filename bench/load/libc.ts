/** The few calls of Linux that a load needs, without the runtime between. Numbers are those of its headers. */

const { symbols } = Deno.dlopen(Deno.build.os === "linux" ? "libc.so.6" : "libc.dylib", {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  recv: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  send: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  close: { parameters: ["i32"], result: "i32" },
  epoll_create1: { parameters: ["i32"], result: "i32" },
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  epoll_wait: { parameters: ["i32", "buffer", "i32", "i32"], result: "i32" },
});

const AF_INET = 2;
const SOCK_STREAM_NONBLOCK = 1 | 0x800;
const IPPROTO_TCP = 6;
const TCP_NODELAY = 1;
const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const MSG_NOSIGNAL = 0x4000;
const MSG_TRUNC = 0x20;
const CTL_ADD = 1;
const CTL_DEL = 2;
const CTL_MOD = 3;
const MAX_EVENTS = 1024;
/** `struct epoll_event` is packed on x86-64 alone. */
const [EVENT_BYTES, DATA_AT] = Deno.build.arch === "x86_64" ? [12, 4] : [16, 8];

export const READABLE = 1;
export const WRITABLE = 4;

const one = new Uint8Array(new Int32Array([1]).buffer);
const change = new DataView(new ArrayBuffer(EVENT_BYTES));
const changeBytes = new Uint8Array(change.buffer);
const events = new DataView(new ArrayBuffer(EVENT_BYTES * MAX_EVENTS));
const eventBytes = new Uint8Array(events.buffer);

/** Begins a connection to a port of this machine; gives its descriptor, which is writable when it is connected. */
export function beginConnect(port: number): number {
  const fd = symbols.socket(AF_INET, SOCK_STREAM_NONBLOCK, 0);
  if (fd < 0) throw new Error("Cannot make a socket: too many open files?");
  symbols.setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, one, 4);
  const address = new DataView(new ArrayBuffer(16));
  address.setUint16(0, AF_INET, true);
  address.setUint16(2, port);
  address.setUint32(4, 0x7f000001);
  symbols.connect(fd, new Uint8Array(address.buffer), 16);
  return fd;
}

/** Gives the number of bytes, 0 at the end, below 0 for a fault. */
export function receive(fd: number, buffer: Uint8Array<ArrayBuffer>): number {
  return Number(symbols.recv(fd, buffer, BigInt(buffer.length), 0));
}

/** As receive(), but the kernel throws the bytes away without copying them. */
export function discard(fd: number, buffer: Uint8Array<ArrayBuffer>): number {
  return Number(symbols.recv(fd, buffer, BigInt(buffer.length), MSG_TRUNC));
}

/** Gives the number of bytes taken, below 0 where none can be. */
export function send(fd: number, bytes: Uint8Array<ArrayBuffer>): number {
  return Number(symbols.send(fd, bytes, BigInt(bytes.length), MSG_NOSIGNAL));
}

/** Makes the kernel keep as little as it can of what is not read. */
export function shrinkReceiveBuffer(fd: number): void {
  symbols.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, one, 4);
}

export function close(fd: number): void {
  symbols.close(fd);
}

/** Which descriptors can be read or written. */
export class Epoll {
  readonly #fd = symbols.epoll_create1(0);

  add(fd: number, wanted: number): void {
    this.#change(CTL_ADD, fd, wanted);
  }

  modify(fd: number, wanted: number): void {
    this.#change(CTL_MOD, fd, wanted);
  }

  remove(fd: number): void {
    this.#change(CTL_DEL, fd, 0);
  }

  /** Waits so many milliseconds at most, and tells each descriptor with what can be done. */
  wait(ms: number, ready: (fd: number, can: number) => void): void {
    const count = symbols.epoll_wait(this.#fd, eventBytes, MAX_EVENTS, ms);
    for (let index = 0; index < count; index++) {
      const at = index * EVENT_BYTES;
      ready(events.getInt32(at + DATA_AT, true), events.getUint32(at, true));
    }
  }

  #change(operation: number, fd: number, wanted: number): void {
    change.setUint32(0, wanted, true);
    change.setInt32(DATA_AT, fd, true);
    symbols.epoll_ctl(this.#fd, operation, fd, changeBytes);
  }
}
