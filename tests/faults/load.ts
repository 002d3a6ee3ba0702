import { LoadClient } from "./client.ts";
import { type EventLog, NO_LOG } from "./event_log.ts";
import { pick, type Random } from "./random.ts";
import type { SeededPerson } from "./seed.ts";
import { Tally } from "./tally.ts";
import { until, wait } from "./wait.ts";

export interface LoadOptions {
  people: readonly SeededPerson[];
  url: string;
  random: Random;
  log?: EventLog;
  /** Milliseconds; 5 s unless said. */
  heartbeat?: number;
}

const TICK = 20;

/** Real clients in this process, and what they write to each other. */
export class Load {
  readonly tally = new Tally();
  readonly clients: LoadClient[];
  readonly #options: LoadOptions;
  #sending: ReturnType<typeof setInterval> | undefined;

  constructor(options: LoadOptions) {
    this.#options = options;
    const { url, random, log = NO_LOG, heartbeat = 5_000 } = options;
    this.clients = options.people.map((person) =>
      new LoadClient({ person, url, log, tally: this.tally, random, heartbeat })
    );
  }

  /** Connects everyone, so many at a time. Throws where they are not in after `ms`. */
  async connect({ atOnce = 100, ms = 60_000 } = {}): Promise<void> {
    const deadline = performance.now() + ms;
    for (let from = 0; from < this.clients.length; from += atOnce) {
      const group = this.clients.slice(from, from + atOnce);
      for (const client of group) client.start();
      if (!await until(() => group.every(({ open }) => open), deadline - performance.now())) {
        throw new Error(`Only ${this.openCount} of ${this.clients.length} clients came in within ${ms} ms`);
      }
    }
  }

  get openCount(): number {
    return this.clients.filter(({ open }) => open).length;
  }

  get unacked(): number {
    return this.clients.reduce((sum, { outbox }) => sum + outbox.size, 0);
  }

  /** Messages of `size` characters, `rate` a second, each by someone at random. */
  startSending(rate: number, size = 40): void {
    const { random } = this.#options;
    const started = performance.now();
    let posted = 0;
    this.#sending = setInterval(() => {
      const due = Math.floor((performance.now() - started) / 1000 * rate);
      for (; posted < due; posted++) {
        const client = pick(random, this.clients);
        client.post(pick(random, client.person.rooms), size);
      }
    }, TICK);
  }

  stopSending(): void {
    clearInterval(this.#sending);
  }

  /** Waits until everyone is connected, has all answers and is at the head of each room; false after `ms`. */
  async settle(ms: number): Promise<boolean> {
    const deadline = performance.now() + ms;
    while (performance.now() < deadline) {
      if (!await until(() => this.clients.every(({ settled }) => settled), deadline - performance.now())) {
        break;
      }
      const compared = await Promise.all(this.clients.map((client) => client.compareHeads(5_000)));
      if (compared.every(Boolean) && this.clients.every(({ settled }) => settled)) return true;
      await wait(100);
    }
    return false;
  }

  /** Why it has not settled. */
  describeUnsettled(): string {
    const behind = this.clients.filter(({ view }) => view.behind().length > 0).length;
    return `${this.clients.length - this.openCount} of ${this.clients.length} clients not connected, ` +
      `${this.unacked} messages without an ok, ${behind} clients behind`;
  }

  /** Marks all as read, writes down what each client has, and what a fresh connection of its is told. */
  async finish(): Promise<void> {
    for (const client of this.clients) for (const room of client.view.rooms) client.markRead(room);
    await until(() => this.clients.every((client) => isRead(client)), 10_000);
    for (const client of this.clients) {
      for (const room of client.view.rooms) {
        const seq = client.view.get(room)!.last;
        this.#write(client, "final", { id: room, seq, read: { seq: client.reads.get(room) ?? 0 } });
      }
    }
    await this.stop();
    for (let from = 0; from < this.clients.length; from += 50) {
      await Promise.all(this.clients.slice(from, from + 50).map((client) => this.#fetch(client)));
    }
  }

  async stop(): Promise<void> {
    this.stopSending();
    await Promise.all(this.clients.map((client) => client.stop()));
  }

  async #fetch(client: LoadClient): Promise<void> {
    const address = new URL("/ws", this.#options.url.replace("http", "ws"));
    const headers = { Authorization: `Bearer ${client.person.token}` };
    const socket = new WebSocket(address, { headers } as unknown as string[]);
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, 5_000);
    socket.onmessage = ({ data }) => {
      const first = [JSON.parse(data as string)].flat()[0] as { type: string; rooms: FetchedRoom[] };
      if (first.type !== "welcome") return;
      for (const room of first.rooms) this.#write(client, "fetch", room);
      socket.close();
    };
    socket.onclose = () => resolve();
    socket.onerror = () => {};
    await closed;
    clearTimeout(timer);
  }

  #write(client: LoadClient, op: "final" | "fetch", { id: room, seq, read }: FetchedRoom): void {
    const { log = NO_LOG } = this.#options;
    log.write({ mono: performance.now(), client: client.person.index, op, room, seq, code: read.seq });
  }
}

interface FetchedRoom {
  id: string;
  seq: number;
  read: { seq: number };
}

function isRead(client: LoadClient): boolean {
  return client.view.rooms.every((room) => client.reads.get(room) === client.view.get(room)!.last);
}
