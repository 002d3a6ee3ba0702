type State = "open" | "cut" | "silent";

/** A way from a browser to a server that can be cut, or lost in such a way that nobody is told. */
export class Path {
  /** As in `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly #target: { hostname: string; port: number };
  readonly #listener: Deno.TcpListener;
  readonly #links = new Set<Link>();
  readonly #accepting: Promise<void>;
  #state: State = "open";

  /** Leads to the server at an address such as `http://127.0.0.1:8000`. */
  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#target = { hostname, port: Number(port) };
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.url = `http://127.0.0.1:${(this.#listener.addr as Deno.NetAddr).port}`;
    this.#accepting = this.#accept();
  }

  /** Ends all connections, and refuses new ones. */
  cut(): void {
    this.#state = "cut";
    for (const link of this.#links) link.close();
  }

  /** From now on bytes of both sides vanish: nothing is closed, nothing is answered. */
  swallow(): void {
    this.#state = "silent";
    for (const link of this.#links) link.dead = true;
  }

  /** Lets new connections through; those that were silent stay so. */
  heal(): void {
    this.#state = "open";
  }

  async close(): Promise<void> {
    this.#listener.close();
    this.cut();
    await this.#accepting;
    await Promise.all([...this.#links].map((link) => link.ended));
  }

  async #accept(): Promise<void> {
    for await (const near of this.#listener) {
      if (this.#state === "cut") near.close();
      else this.#link(near);
    }
  }

  #link(near: Deno.TcpConn): void {
    const link = new Link(near, this.#target, this.#state === "silent");
    this.#links.add(link);
    link.ended.then(() => this.#links.delete(link));
  }
}

/** One connection, and the one behind it. */
class Link {
  /** Whether what is sent is dropped. */
  dead: boolean;
  readonly ended: Promise<void>;
  readonly #near: Deno.TcpConn;
  #far: Deno.TcpConn | undefined;
  #closed = false;

  constructor(near: Deno.TcpConn, target: Deno.ConnectOptions, dead: boolean) {
    this.#near = near;
    this.dead = dead;
    this.ended = this.#run(target);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#near.close();
    this.#far?.close();
  }

  async #run(target: Deno.ConnectOptions): Promise<void> {
    if (this.dead) return await this.#carry(this.#near, undefined);
    try {
      this.#far = await Deno.connect(target);
    } catch {
      return this.close();
    }
    if (this.#closed) return this.#far.close();
    await Promise.all([this.#carry(this.#near, this.#far), this.#carry(this.#far, this.#near)]);
  }

  /** Carries bytes until either side ends, which ends both. */
  async #carry(from: Deno.TcpConn, to: Deno.TcpConn | undefined): Promise<void> {
    const buffer = new Uint8Array(64 * 1024);
    try {
      for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
        let bytes = buffer.subarray(0, count);
        while (!this.dead && to !== undefined && bytes.length > 0) {
          bytes = bytes.subarray(await to.write(bytes));
        }
      }
    } catch {
      // A reset, or our own close.
    }
    this.close();
  }
}
