import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { UnreadCount } from "../../src/client/state/unread.ts";
import type { LogEvent, ServerEvent } from "../../src/protocol/events.ts";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "1000", MESSAGE_BURST: "10000", SIGN_IN_RATE: "100000" };

const STEP = fc.record({
  does: fc.constantFrom(
    ...["post", "post", "post", "own", "edit", "delete", "read", "unread", "leave", "reconnect"] as const,
  ),
  which: fc.nat(1_000),
  calls: fc.constantFrom("", "@name ", "@room "),
});

Deno.test("after any history the server's counts and those of two devices are what a full recount gives", async () => {
  await withServer(FAST, async (server) => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 5, maxLength: 50 }), async (steps) => {
        const name = `ada${++run}x`;
        const bo = await server.connect({ username: `bo${run}x` });
        const devices = [await Device.open(server, { username: name })];
        const token = devices[0]!.client.welcome.session!;
        devices.push(await Device.open(server, { token }));
        const theirs: number[] = [];
        for (const [index, { does, which, calls }] of steps.entries()) {
          const device = devices[which % 2]!;
          const text = `${calls.replace("name", name)}${run} ${index}`;
          const any = theirs[which % theirs.length];
          if (does === "post") {
            const posted = await attempt(bo.ask({ type: "message.post", room: "lobby", text }));
            if (posted !== undefined) theirs.push(posted.seq);
          } else if (does === "own") {
            await device.client.ask({ type: "message.post", room: "lobby", text: `own ${index}` });
          } else if (does === "edit" && any !== undefined) {
            await attempt(bo.ask({ type: "message.edit", room: "lobby", message: any, text }));
          } else if (does === "delete" && any !== undefined) {
            await attempt(bo.ask({ type: "message.delete", room: "lobby", message: any }));
          } else if ((does === "read" || does === "unread") && any !== undefined) {
            await device.client.ask({ type: `room.${does}`, room: "lobby", seq: any });
          } else if (does === "leave") {
            await device.client.ask({ type: "room.leave", room: "lobby" });
            await device.client.ask({ type: "room.join", room: "lobby" });
          } else if (does === "reconnect") {
            await device.client.close();
            devices[which % 2] = await Device.open(server, { token });
          }
        }
        await bo.flush(...devices.map(({ client }) => client));
        const fresh = await server.connect({ token });
        const { read, unread = 0, mentions = 0 } = fresh.welcome.rooms[0]!;
        const truth = await recount(fresh, read.seq);
        assertEquals([unread, mentions], truth);
        for (const device of devices) assertEquals(device.counts(), [read, ...truth]);
        await Promise.all([bo, fresh, ...devices.map(({ client }) => client)].map((one) => one.close()));
      }),
      { numRuns: 15 },
    );
  });
});

/** A client that knows only its welcome and what it hears. */
class Device {
  readonly client: TestClient;

  private constructor(client: TestClient) {
    this.client = client;
  }

  static async open(server: TestServer, options: { username?: string; token?: string }): Promise<Device> {
    return new Device(await server.connect(options));
  }

  counts() {
    const { user } = this.client.welcome;
    const count = new UnreadCount(() => user.id);
    for (const event of this.client.received as ServerEvent[]) {
      if (event.type === "welcome" || event.type === "room.joined") {
        const { read, seq, unread = 0, mentions = 0, mentioned } = event.type === "welcome"
          ? event.rooms[0]!
          : event.room;
        count.start(read, { asOf: seq, unread, mentions, mentioned });
      } else if (event.type === "read.marked") {
        if (event.back || event.seq >= count.read.peek().seq) assertEquals(count.marked(event, event), true);
      } else if ("at" in event) assertEquals(count.apply(event as LogEvent), true);
    }
    return [{ ...count.read.peek() }, count.unread.peek(), count.mentions.peek()];
  }
}

/** Counts message by message what is after the mark, from the log as it is now. */
async function recount(client: TestClient, mark: number): Promise<[unread: number, mentions: number]> {
  const { user } = client.welcome;
  let [unread, mentions] = [0, 0];
  for (let after = mark, more = true; more;) {
    const page = await client.ask({ type: "history", room: "lobby", after, limit: 100 });
    for (const event of page.events) {
      if (event.type !== "message.posted") continue;
      const { author, deleted, mentions: named, everyone } = event.message;
      if (author.id === user.id || deleted) continue;
      unread++;
      if (named?.includes(user.id) || everyone) mentions++;
    }
    after = page.events.at(-1)?.seq ?? after;
    ({ more } = page);
  }
  return [unread, mentions];
}

/** A change of what is deleted is refused, and so is one too many: both leave all as it is. */
async function attempt<T>(asked: Promise<T>): Promise<T | undefined> {
  return await asked.catch((error: Error) => {
    if (!/unknown_message|rate_limited/.test(error.message)) throw error;
    return undefined;
  });
}
