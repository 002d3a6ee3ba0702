import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import type { LogEvent } from "../../src/protocol/events.ts";
import type { Received, TestClient } from "../support/client.ts";
import { eventually } from "../support/eventually.ts";
import { type ServerProcess, withProcess } from "../support/process.ts";

const KILLS = 5;
const BETWEEN = 40;
const SETTINGS = { MESSAGE_RATE: "100000", MESSAGE_BURST: "100000", GRACE: "60" };

Deno.test("a server that is killed in the middle of a conversation loses nothing that it acknowledged, and doubles nothing", async () => {
  await withProcess(SETTINGS, async (server) => {
    const authors = await Promise.all(["ada", "bo", "cy", "di"].map((name) => Author.come(server, name)));
    const reader = await Reader.come(server, "reader");
    const writing = authors.map((author) => author.write());
    const reading = reader.read();

    for (let kill = 1; kill <= KILLS; kill++) {
      await reached(authors, kill * BETWEEN);
      await server.restart("SIGKILL");
    }
    await reached(authors, (KILLS + 1) * BETWEEN);
    for (const author of authors) author.done = true;
    await Promise.all(writing);

    const log = await readLog(await server.connect({ username: "fresh" }));
    await until(() => reader.look() >= log.length);
    reader.done = true;
    await server.end("SIGTERM");
    await reading;

    assertEquals(log.map(({ seq }) => seq), log.map((_, index) => index + 1));
    const messages = log.flatMap((event) => event.type === "message.posted" ? [event] : []);
    for (const author of authors) {
      const own = messages.filter(({ message }) => message.author.id === author.userId);
      assertEquals(own.map(({ message }) => message.clientId), author.acknowledged.map(({ id }) => id));
      assertEquals(own.map(({ seq }) => seq), author.acknowledged.map(({ seq }) => seq));
      assertGreaterOrEqual(author.acknowledged.length, KILLS);
    }
    const lives = new Set(authors.map(({ connections }) => connections));
    assert([...lives].every((count) => count > 1), "nobody noticed a kill");
    // The reader, who resumed after each kill, has seen the same log, event for event.
    assertEquals(reader.events, log.filter(({ seq }) => seq > reader.start));
    assertEquals(reader.noise.filter((line) => line !== "presence.joined fresh"), []);
  });
});

Deno.test("a server that is killed again before everyone is back tells nobody that they came", async () => {
  await withProcess(SETTINGS, async (server) => {
    const [ada, bo] = await Promise.all(["ada", "bo"].map((username) => server.connect({ username })));
    for (let kill = 0; kill < 2; kill++) await server.restart("SIGKILL");
    const back = await server.connect({ token: ada!.welcome.session });
    assertEquals(back.welcome.rooms[0]!.online, 2);
    await server.connect({ token: bo!.welcome.session });
    await back.flush();
    assertEquals(back.all("presence.joined"), []);
  });
});

/** Writes one message after the other, and sends what was not acknowledged again after coming back. */
class Author {
  readonly acknowledged: { id: string; seq: number }[] = [];
  readonly userId: string;
  connections = 1;
  done = false;
  readonly #server: ServerProcess;
  readonly #token: string;
  #client: TestClient;

  private constructor(server: ServerProcess, client: TestClient) {
    this.#server = server;
    this.#client = client;
    this.userId = client.welcome.user.id;
    this.#token = client.welcome.session!;
  }

  static async come(server: ServerProcess, username: string): Promise<Author> {
    return new Author(server, await server.connect({ username }));
  }

  async write(): Promise<void> {
    for (let n = 0; !this.done; n++) {
      const id = `k${n}`;
      const seq = await this.#post(id);
      this.acknowledged.push({ id, seq });
    }
  }

  async #post(id: string): Promise<number> {
    for (;;) {
      try {
        const { seq } = await this.#client.ask({
          type: "message.post",
          room: "lobby",
          text: `text of ${id}`,
          id,
        });
        return seq;
      } catch (error) {
        if (!isLost(error)) throw error;
      }
      this.#client = await comeBack(this.#server, this.#token);
      this.connections++;
    }
  }
}

/** Reads along, and resumes after each loss of the connection; keeps what a page would show. */
class Reader {
  readonly events: LogEvent[] = [];
  readonly start: number;
  /** Comings and goings that nobody should have been told of. */
  readonly noise: string[] = [];
  done = false;
  readonly #server: ServerProcess;
  readonly #token: string;
  readonly #epoch: string;
  readonly #ahead = new Map<number, LogEvent>();
  #client: TestClient;

  private constructor(server: ServerProcess, client: TestClient) {
    this.#server = server;
    this.#client = client;
    this.#token = client.welcome.session!;
    const { epoch, seq } = client.welcome.rooms[0]!;
    this.#epoch = epoch;
    this.start = seq;
  }

  static async come(server: ServerProcess, username: string): Promise<Reader> {
    return new Reader(server, await server.connect({ username }));
  }

  /** Takes what has come so far, and gives the number up to which nothing is missing. */
  look(): number {
    this.#take(this.#client.received);
    return this.#reached;
  }

  async read(): Promise<void> {
    for (;;) {
      await this.#client.closed;
      this.#take(this.#client.received);
      if (this.done) return;
      this.#client = await comeBack(this.#server, this.#token);
      const place = { room: "lobby", epoch: this.#epoch, seq: this.#reached };
      const resumed = await this.#client.ask({ type: "resume", rooms: [place] }).catch(() => undefined);
      if (resumed !== undefined) assertEquals(resumed.rooms[0]!.outcome, "complete");
    }
  }

  /** What is new may come before the missed events that a resume sends, so events are taken by their numbers. */
  #take(received: readonly Received[]): void {
    for (const one of received) {
      if (one.type === "presence.joined" || one.type === "presence.left") {
        this.noise.push(`${one.type} ${one.user.name}`);
      }
      if (isLogged(one)) this.#ahead.set(one.seq, one);
    }
    for (let next = this.#ahead.get(this.#reached + 1); next; next = this.#ahead.get(this.#reached + 1)) {
      this.events.push(next);
    }
  }

  /** The number up to which nothing is missing. */
  get #reached(): number {
    return this.events.at(-1)?.seq ?? this.start;
  }
}

function isLogged(one: Received): one is LogEvent {
  return "seq" in one && "at" in one;
}

/** Waits until the authors have so many acknowledgements together. */
async function reached(authors: Author[], count: number): Promise<void> {
  await until(() => authors.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0) >= count);
}

async function until(happened: () => boolean): Promise<void> {
  await eventually(() => Promise.resolve(happened() || undefined), () => "The conversation does not go on");
}

async function comeBack(server: ServerProcess, token: string): Promise<TestClient> {
  for (;;) {
    await server.ready;
    try {
      return await server.connect({ token });
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }
}

function isLost(error: unknown): boolean {
  return /closed meanwhile|Cannot connect|readyState/.test(String(error));
}

async function readLog(client: TestClient): Promise<LogEvent[]> {
  const log: LogEvent[] = [];
  for (let more = true; more;) {
    const page = await client.ask({ type: "history", room: "lobby", after: log.length, limit: 100 });
    log.push(...page.events);
    ({ more } = page);
  }
  return log;
}
