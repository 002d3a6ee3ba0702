import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { change, isChange } from "../../src/client/state/change.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import type { Message } from "../../src/protocol/models.ts";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "100000", MESSAGE_BURST: "100000", GRACE: "0" };
const EMOJI = ["👍", "🎉", "❤️"];

/** What people do; `which` of their messages or of all is taken from those that there are. */
const STEP = fc.record({
  who: fc.nat({ max: 2 }),
  does: fc.constantFrom(
    "post",
    "post",
    "answer",
    "edit",
    "edit",
    "delete",
    "react",
    "react",
    "react",
    "unreact",
    "pin",
    "unpin",
    "cut",
  ),
  which: fc.nat({ max: 1_000 }),
  emoji: fc.constantFrom(...EMOJI),
});

Deno.test("whatever is posted, edited, deleted and reacted to: who stayed, who was cut off and who is new see the same", async () => {
  await withServer(FAST, async (server) => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 5, maxLength: 60 }), async (steps) => {
        const names = [0, 1, 2].map((index) => `p${++run}x${index}`);
        const people = await Promise.all(names.map((username) => server.connect({ username })));
        const reader = await Reader.open(server, `reader${run}`);
        const posted: { seq: number; by: number }[] = [];
        const texts: string[] = [];
        for (const [index, { who, does, which, emoji }] of steps.entries()) {
          const person = people[who]!;
          const own = posted.filter(({ by }) => by === who);
          const mine = own[which % own.length]?.seq;
          const any = posted[which % posted.length]?.seq;
          const text = `text ${run} ${index}`;
          if (does === "cut") await reader.cut();
          else if (does === "post" || (does === "answer" && any !== undefined)) {
            const replyTo = does === "answer" ? any : undefined;
            const { seq } = await person.ask({ type: "message.post", room: "lobby", text, replyTo });
            posted.push({ seq, by: who });
            texts.push(text);
          } else if (does === "edit" && mine !== undefined) {
            await attempt(person.ask({ type: "message.edit", room: "lobby", message: mine, text }));
          } else if (does === "delete" && mine !== undefined) {
            await attempt(person.ask({ type: "message.delete", room: "lobby", message: mine }));
          } else if (any !== undefined && (does === "react" || does === "unreact")) {
            const type = does === "react" ? "reaction.add" : "reaction.remove";
            await attempt(person.ask({ type, room: "lobby", message: any, emoji }));
          } else if (any !== undefined && (does === "pin" || does === "unpin")) {
            await attempt(person.ask({ type: `message.${does}`, room: "lobby", message: any }));
          }
        }
        await reader.cut();
        const fresh = new Copy();
        const head = await loadAll(people[0]!, fresh);
        reader.reaches(head);
        const stayed = new Copy();
        await people[0]!.find((one): one is LogEvent & typeof one => "seq" in one && one.seq === head);
        for (const one of people[0]!.received) if ("at" in one) stayed.hear(one as LogEvent);
        const from = Math.min(...posted.map(({ seq }) => seq));
        assertEquals(stayed.since(from), fresh.since(from));
        assertEquals(reader.copy.since(from), fresh.since(from));
        await Promise.all([...people, reader.client].map((client) => client.close()));
      }),
      { numRuns: 12 },
    );
  });
});

Deno.test("what was deleted is in no file of the server a moment later, with neither its first text nor a later one", async () => {
  await withServer(FAST, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const secret = (index: number) => `classified-${index}-${"x".repeat(index % 7 === 0 ? 3_000 : 20)}`;
    const seqs: number[] = [];
    for (let index = 0; index < 40; index++) {
      const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: secret(index) });
      seqs.push(seq);
      if (index < 5) {
        await ada.ask({ type: "message.edit", room: "lobby", message: seq, text: `edited ${secret(index)}` });
      }
      for (let filler = 0; filler < 20; filler++) {
        await ada.ask({ type: "message.post", room: "lobby", text: `harmless ${"y".repeat(filler * 13)}` });
      }
    }
    assert(await isKept(server, "classified-39"), "the test does not see what is there");
    for (const message of seqs) await ada.ask({ type: "message.delete", room: "lobby", message });
    const ends = Date.now() + 10_000;
    while (await isKept(server, "classified-")) {
      assert(Date.now() < ends, "a deleted text is still in a file");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
});

async function isKept({ config }: TestServer, text: string): Promise<boolean> {
  const wanted = new TextEncoder().encode(text);
  for (const dir of [config.dataDir, config.logDir]) {
    for await (const { name, isFile } of Deno.readDir(dir)) {
      if (isFile && includes(await Deno.readFile(`${dir}/${name}`), wanted)) return true;
    }
  }
  return false;
}

function includes(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

/** A change of what was deleted before is refused, and so is one too many a second: both leave all as it is. */
async function attempt(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: Error) => {
    if (!/unknown_message|rate_limited|limit_reached/.test(error.message)) throw error;
  });
}

/** A client's copy of the room, by the rules of docs/protocol.md. */
class Copy {
  readonly #messages = new Map<number, { message: Message; asOf: number }>();

  hear(event: LogEvent, asOf = event.seq): void {
    if (event.type === "message.posted") {
      if (!this.#messages.has(event.seq)) this.#messages.set(event.seq, { message: event.message, asOf });
    } else if (isChange(event)) {
      const known = this.#messages.get(event.message);
      if (known !== undefined && event.seq > known.asOf) known.message = change(known.message, event);
    }
  }

  since(seq: number): Record<number, Message> {
    return Object.fromEntries(
      [...this.#messages].filter(([key]) => key >= seq).map(([key, { message }]) => [key, message]),
    );
  }
}

/** Somebody whose connection is cut now and then. */
class Reader {
  readonly copy = new Copy();
  client: TestClient;
  readonly #server: TestServer;
  readonly #token: string;
  #position: number;
  #pageUntil = 0;

  private constructor(server: TestServer, client: TestClient) {
    this.#server = server;
    this.client = client;
    this.#token = client.welcome.session!;
    this.#position = client.welcome.rooms[0]!.seq;
  }

  static async open(server: TestServer, username: string): Promise<Reader> {
    return new Reader(server, await server.connect({ username }));
  }

  /** Loses the connection, comes back, and asks for what was missed; every other time for a page of what was before, too. */
  async cut(): Promise<void> {
    const { epoch } = this.client.welcome.rooms[0]!;
    await this.client.close();
    this.#take();
    this.client = await this.#server.connect({ token: this.#token });
    await this.client.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq: this.#position }] });
    if (this.#pageUntil++ % 2 === 0) {
      const { events, asOf } = await this.client.ask({ type: "history", room: "lobby", limit: 7 });
      for (const event of events) if (event.seq > this.#position) this.copy.hear(event, asOf);
    }
  }

  /** All that came up to here is taken, and that is the log up to `head`. */
  reaches(head: number): void {
    this.#take();
    assertEquals(this.#position, head);
  }

  /** Takes each event once, in order. */
  #take(): void {
    for (const event of this.client.received) {
      if (!("at" in event) || (event as LogEvent).seq !== this.#position + 1) continue;
      this.#position++;
      this.copy.hear(event as LogEvent);
    }
  }
}

async function loadAll(client: TestClient, copy: Copy): Promise<number> {
  let head = 0;
  for (let before: number | undefined, more = true; more;) {
    const page = await client.ask({ type: "history", room: "lobby", limit: 20, before } as Ask);
    for (const event of page.events) copy.hear(event, page.asOf);
    head ||= page.asOf;
    before = page.events[0]?.seq;
    ({ more } = page);
  }
  return head;
}

type Ask = Parameters<TestClient["ask"]>[0] & { type: "history" };
