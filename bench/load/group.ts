import { Client } from "./client.ts";
import type { OpenAsk, Opened } from "./commands.ts";
import type { DialectName, Who } from "./dialects.ts";

const ALIVE_EVERY = 10_000;
const SLICES = 50;

/** All connections of the load. */
export class Group {
  clients: Client[] = [];
  port = 0;
  dialect: DialectName = "plain";
  /** Those that read no more. */
  #paused: Client[] = [];
  #named = 0;
  #alive: ReturnType<typeof setInterval> | undefined;
  #slice = 0;

  /** Opens connections until there are enough, `window` at a time; those that fail are counted. */
  async open({ port, dialect, to, window, tokens }: OpenAsk): Promise<Opened> {
    this.port = port;
    this.dialect = dialect;
    this.clients = this.clients.filter(({ closed }) => !closed);
    const missing = Math.max(0, to - this.clients.length);
    const who = Array.from({ length: missing }, (): Who => {
      const number = this.#named++;
      return { name: `guest${100_000 + number}`, token: tokens?.[number] };
    });
    this.#alive ??= setInterval(() => this.#live(), ALIVE_EVERY / SLICES);
    const begin = performance.now();
    let next = 0;
    let failed = 0;
    let fault: string | undefined;
    const openSome = async () => {
      while (next < who.length) {
        const index = next++;
        try {
          opened[index] = await Client.open(port, dialect, who[index]!);
        } catch (error) {
          failed++;
          fault ??= (error as Error).message;
        }
      }
    };
    const opened: Client[] = [];
    await Promise.all(Array.from({ length: window }, openSome));
    const seconds = (performance.now() - begin) / 1000;
    this.clients.push(...opened.filter((client) => client !== undefined));
    return { opened: missing - failed, seconds, failed, fault };
  }

  /** The last ones read no more; they do not count as receivers. */
  pause(count: number): void {
    const paused = count === 0 ? [] : this.clients.splice(-count);
    for (const client of paused) client.pause();
    this.#paused.push(...paused);
  }

  close(): void {
    clearInterval(this.#alive);
    this.#alive = undefined;
    for (const client of [...this.clients, ...this.#paused]) client.close();
    this.clients = [];
    this.#paused = [];
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
