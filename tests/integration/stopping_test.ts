import { assert, assertEquals, assertGreater } from "@std/assert";
import type { TestClient } from "../support/client.ts";
import { withProcess } from "../support/process.ts";

const FAST = { MESSAGE_RATE: "100000", MESSAGE_BURST: "100000" };

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`${signal} stops in good order: everyone is sent away to come back, what was acknowledged is there after it (row 17)`, async () => {
    await withProcess({ ...FAST, STOP_GRACE: "3" }, async (server) => {
      const authors = await Promise.all(["ada", "bo", "cy"].map((username) => server.connect({ username })));
      // Who sends on after the close is dropped by Deno and may see no code; who only listens sees it.
      const watcher = await server.connect({ username: "watcher" });
      const { epoch, seq } = authors[2]!.welcome.rooms[0]!;
      // This one never reads and never answers the close, so the stop takes a moment.
      await server.handshake({ path: "/ws?username=sleeper" });
      const posting = authors.map((author, index) => postUntilClosed(author, `${index}`));
      await Promise.all(authors.map((author) => author.atLeast("message.posted", 30)));
      server.signal(signal);

      for (const client of [watcher, ...authors]) {
        const closing = await client.next("closing");
        assertEquals([closing.code, closing.reason], [1012, "restart"]);
        assertGreater(closing.retryAfter!, 0);
        assert(closing.retryAfter! <= 1);
        await client.closed;
      }
      assertEquals((await watcher.closed).code, 1012);
      assertEquals(watcher.received.at(-1)!.type, "closing");
      const ready = await server.call("GET /readyz");
      assertEquals([ready.status, ready.body], [503, { status: "not ready", reason: "stopping" }]);
      const { answer } = await server.handshake({ path: "/ws?username=late" });
      assertEquals([answer.status, JSON.parse(answer.body).error.code], [503, "unavailable"]);
      const wait = Number(answer.headers.get("Retry-After"));
      assert(wait >= 1 && wait <= 5);
      assertEquals((await server.call("POST /api/session", { json: { username: "late" } })).status, 503);
      const acknowledged = (await Promise.all(posting)).flat();
      const { code, stderr } = await server.ended;
      assertEquals([code, stderr], [0, ""]);

      await server.start();
      const back = await Promise.all(
        authors.map(({ welcome }) => server.connect({ token: welcome.session })),
      );
      assertEquals(back.map(({ welcome }) => welcome.user), authors.map(({ welcome }) => welcome.user));
      const kept = new Map<number, string>();
      for (let after = 0, more = true; more;) {
        const page = await back[0]!.ask({ type: "history", room: "lobby", after, limit: 100 });
        for (const event of page.events) {
          if (event.type === "message.posted") kept.set(event.seq, event.message.text);
        }
        after = page.events.at(-1)!.seq;
        ({ more } = page);
      }
      assertGreater(acknowledged.length, 20);
      for (const { seq, text } of acknowledged) assertEquals([seq, kept.get(seq)], [seq, text]);
      const { rooms } = await back[2]!.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq }] });
      assertEquals(rooms[0]!.epoch, epoch);
      await back[0]!.flush(...back);
      for (const one of back) {
        assertEquals(one.received.filter(({ type }) => type.startsWith("presence.")), []);
      }
    });
  });
}

Deno.test("a reader that sleeps on megabytes does not keep the server from its end", async () => {
  const settings = {
    ...FAST,
    STOP_GRACE: "6",
    MAX_TEXT: "16000",
    MAX_FRAME: "1048576",
    SLOW_READER_BYTES: "100000000",
  };
  await withProcess(settings, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await server.handshake({ path: "/ws?username=sleeper" });
    const text = "語".repeat(16_000);
    for (let n = 0; n < 20; n++) {
      const ids = Array.from({ length: 10 }, (_, index) => `k${n}-${index}`);
      ada.sendText(JSON.stringify(ids.map((id) => ({ type: "message.post", id, room: "lobby", text }))));
      await Promise.all(ids.map((id) => ada.reply(id)));
    }
    const { code, stderr } = await server.end("SIGTERM");
    assertEquals([code, stderr], [0, ""]);
    assertEquals((await ada.closed).code, 1012);
  });
});

Deno.test("a second signal ends the server at once", async () => {
  await withProcess({ STOP_GRACE: "300" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await server.handshake({ path: "/ws?username=sleeper" });
    server.signal("SIGTERM");
    await ada.closed;
    assertEquals((await server.end("SIGTERM")).code, 1);
  });
});

Deno.test("an idle server stops at once and says nothing wrong", async () => {
  await withProcess({}, async (server) => {
    const { code, stdout, stderr } = await server.end("SIGTERM");
    assertEquals([code, stderr], [0, ""]);
    assert(stdout.trimEnd().endsWith("Stopping …"), stdout);
  });
});

/** Posts until the connection is closed; gives what was acknowledged. */
async function postUntilClosed(author: TestClient, prefix: string): Promise<{ seq: number; text: string }[]> {
  const acknowledged = [];
  try {
    for (let n = 0;; n++) {
      const text = `${prefix}:${n}`;
      const { seq } = await author.ask({ type: "message.post", room: "lobby", text });
      acknowledged.push({ seq, text });
    }
  } catch {
    return acknowledged;
  }
}
