import { Client } from "./client.ts";
import type { OpenAnswer, OpenAsk } from "./commands.ts";
import type { DialectName, Who } from "./dialects.ts";

const ALIVE_EVERY = 10_000;
const SLICES = 50;

/** All connections of the load. */
export class Group {
  clients: Client[] = [];
  port = 0;
  dialect: DialectName = "plain";
  #named = 0;
  #alive: ReturnType<typeof setInterval> | undefined;
  #slice = 0;

  async open({ port, dialect, count, window }: OpenAsk): Promise<OpenAnswer> {
    this.port = port;
    this.dialect = dialect;
    const who = Array.from({ length: count }, () => ({ name: `guest${100_000 + this.#named++}` }));
    const opened = await this.openAll(who, window);
    this.#alive ??= setInterval(() => this.#live(), ALIVE_EVERY / SLICES);
    return opened;
  }

  /** Opens a connection for each, `window` of them at a time; those that fail are counted. */
  async openAll(all: readonly Who[], window: number): Promise<OpenAnswer> {
    const begin = performance.now();
    let next = 0;
    let failed = 0;
    let fault: string | undefined;
    const openSome = async () => {
      while (next < all.length) {
        try {
          this.clients.push(await Client.open(this.port, this.dialect, all[next++]!));
        } catch (error) {
          failed++;
          fault ??= (error as Error).message;
        }
      }
    };
    await Promise.all(Array.from({ length: window }, openSome));
    return { seconds: (performance.now() - begin) / 1000, failed, fault };
  }

  close(): void {
    clearInterval(this.#alive);
    this.#alive = undefined;
    for (const client of this.clients) client.close();
    this.clients = [];
  }

  /** A few at a time, so that signs of life never come as a burst. */
  #live(): void {
    this.#slice = (this.#slice + 1) % SLICES;
    for (let index = this.#slice; index < this.clients.length; index += SLICES) {
      const client = this.clients[index]!;
      if (!client.closed) client.live();
    }
  }
}
