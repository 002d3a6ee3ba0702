import { Buffer } from "node:buffer";
import { connect, createServer, type Server, type Socket } from "node:net";
import { between, type Random } from "./random.ts";
import { toUndo } from "./undo.ts";

export const FAULTS = [
  "none",
  /** What is sent vanishes, both ways, and nobody is told. */
  "black_hole",
  /** Every chunk comes 100 to 300 ms late. */
  "delay",
  /** One byte each 100 ms. */
  "trickle",
  /** 8 KiB a second. */
  "throttle",
  /** All connections are reset, and new ones too. */
  "reset",
  /** The client's end is told that no more will come, the server's goes on; and the other way round. */
  "half_close_client",
  "half_close_server",
  /** Connections are cut, and new ones are taken and never answered. */
  "mute",
] as const;
export type Fault = typeof FAULTS[number];

const THROTTLED = 8 * 1024;

/** A TCP proxy on 127.0.0.1 that does to all its connections what the fault of the moment asks. */
export class Proxy {
  /** Connections taken so far, and bytes that were passed on or lost. */
  readonly counts = { taken: 0, passed: 0, lost: 0, reset: 0 };
  fault: Fault = "none";
  readonly #target: { host: string; port: number };
  readonly #random: Random;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #undone: (() => Promise<void>) | undefined;

  constructor(target: { host: string; port: number }, random: Random) {
    this.#target = target;
    this.#random = random;
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#take(client));
  }

  /** Listens; gives the port. */
  async listen(): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once("error", reject);
    this.#server.listen(0, "127.0.0.1", resolve);
    await promise;
    this.#undone = toUndo(() => this.#close());
    return (this.#server.address() as { port: number }).port;
  }

  /** Begins a fault for the connections there are and those to come; the last one ends. */
  begin(fault: Fault): void {
    this.fault = fault;
    for (const pair of [...this.#pairs]) pair.become(fault);
  }

  async close(): Promise<void> {
    await this.#undone?.();
  }

  #take(client: Socket): void {
    this.counts.taken++;
    if (this.fault === "reset") {
      client.resetAndDestroy();
      return;
    }
    // A connection that was taken in silence stays silent.
    const upstream = this.fault === "mute" ? undefined : connect({ ...this.#target, allowHalfOpen: true });
    const pair = new Pair({ client, upstream, random: this.#random, counts: this.counts });
    this.#pairs.add(pair);
    pair.onEnd = () => this.#pairs.delete(pair);
    pair.become(this.fault);
  }

  async #close(): Promise<void> {
    for (const pair of [...this.#pairs]) pair.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

interface PairOptions {
  client: Socket;
  upstream: Socket | undefined;
  random: Random;
  counts: Proxy["counts"];
}

/** A client's connection and the server's, with what happens between them. */
class Pair {
  onEnd = () => {};
  readonly #sockets: Socket[];
  readonly #pumps: Pump[];
  readonly #options: PairOptions;
  #hole = false;

  constructor(options: PairOptions) {
    const { client, upstream } = options;
    this.#options = options;
    this.#sockets = upstream === undefined ? [client] : [client, upstream];
    for (const socket of this.#sockets) {
      socket.on("error", () => this.cut());
      socket.on("close", () => this.#hole || this.cut());
    }
    if (upstream === undefined) client.resume();
    this.#pumps = upstream === undefined
      ? []
      : [new Pump(client, upstream, options), new Pump(upstream, client, options)];
  }

  become(fault: Fault): void {
    const { client, upstream, counts } = this.#options;
    if (fault === "reset" || fault === "mute" && upstream !== undefined) {
      counts.reset++;
      return this.cut();
    }
    // What has swallowed a byte can never carry the next one.
    if (fault === "black_hole") this.#hole = true;
    if (fault === "half_close_client") client.end();
    if (fault === "half_close_server") upstream?.end();
    for (const pump of this.#pumps) pump.become(this.#hole ? "black_hole" : fault);
  }

  /** Resets both ends. */
  cut(): void {
    this.#hole = false;
    for (const pump of this.#pumps) pump.stop();
    for (const socket of this.#sockets) if (!socket.destroyed) socket.resetAndDestroy();
    this.onEnd();
  }
}

/** Carries bytes one way, in order, as late and as slowly as the fault says. */
class Pump {
  readonly #to: Socket;
  readonly #from: Socket;
  readonly #options: PairOptions;
  #queue: Buffer[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #fault: Fault = "none";
  #ended = false;

  constructor(from: Socket, to: Socket, options: PairOptions) {
    this.#from = from;
    this.#to = to;
    this.#options = options;
    from.on("data", (chunk: Buffer) => this.#take(chunk));
    from.on("end", () => {
      this.#ended = true;
      this.#pump();
    });
    to.on("drain", () => from.resume());
  }

  become(fault: Fault): void {
    this.#fault = fault;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pump();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#queue = [];
    this.#ended = false;
  }

  #take(chunk: Buffer): void {
    if (this.#fault === "black_hole") this.#options.counts.lost += chunk.length;
    else this.#queue.push(chunk);
    this.#pump();
  }

  #pump(): void {
    if (this.#timer !== undefined || this.#fault === "black_hole") return;
    const chunk = this.#queue[0];
    if (chunk === undefined) {
      if (this.#ended && !this.#to.destroyed) this.#to.end();
      return;
    }
    const { wait, size } = this.#pace(chunk.length);
    if (wait === 0) return this.#pass(size);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#pass(size);
    }, wait);
  }

  /** Milliseconds until the next bytes may go, and how many they are. */
  #pace(length: number): { wait: number; size: number } {
    if (this.#fault === "delay") return { wait: between(this.#options.random, 100, 300), size: length };
    if (this.#fault === "trickle") return { wait: 100, size: 1 };
    if (this.#fault === "throttle") return { wait: 100, size: Math.min(length, THROTTLED / 10) };
    return { wait: 0, size: length };
  }

  #pass(size: number): void {
    const chunk = this.#queue[0];
    if (chunk === undefined || this.#to.destroyed) return;
    if (size < chunk.length) this.#queue[0] = chunk.subarray(size);
    else this.#queue.shift();
    this.#options.counts.passed += Math.min(size, chunk.length);
    if (this.#to.writable && !this.#to.write(chunk.subarray(0, size))) this.#from.pause();
    this.#pump();
  }
}
