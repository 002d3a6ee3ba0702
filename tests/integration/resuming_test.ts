import { assertEquals, assertGreater } from "@std/assert";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "100000", MESSAGE_BURST: "100000" };

Deno.test("a resume sends all that was missed, in order and before its answer", async () => {
  await withServer(FAST, async (server) => {
    const { ada, place } = await missing(server, 20);
    const back = await server.connect({ token: ada.welcome.session });
    const { rooms } = await back.ask({ type: "resume", id: "r1", rooms: [place] });
    const head = place.seq + 20;
    assertEquals(rooms, [{ room: "lobby", epoch: place.epoch, seq: head, outcome: "complete" }]);
    const ok = back.received.findIndex((one) => one.type === "ok");
    const missed = back.received.slice(0, ok).flatMap((one) => one.type === "message.posted" ? [one] : []);
    assertEquals(missed.map(({ seq }) => seq), range(place.seq + 1, head));
    assertEquals(missed.map(({ message }) => message.text), range(0, 19).map(String));
  });
});

Deno.test("a resume of nothing missed is complete and sends nothing", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const { epoch, seq } = ada.welcome.rooms[0]!;
    const { rooms } = await ada.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq }] });
    assertEquals(rooms, [{ room: "lobby", epoch, seq, outcome: "complete" }]);
    assertEquals(ada.received.map(({ type }) => type), ["welcome", "ok"]);
  });
});

for (const [limit, count] of [[5, 6], [5, 9], [5, 30], [100, 101], [100, 120], [100, 250]] as const) {
  Deno.test(`who missed ${count} events where ${limit} are sent gets the last page, and is told exactly how many are left out`, async () => {
    await withServer({ ...FAST, MAX_RESUME: String(limit) }, async (server) => {
      const { ada, place } = await missing(server, count);
      const head = place.seq + count;
      // First as the tail was filled from the store, then with a tail that has grown beyond a resume.
      for (const _ of [1, 2]) {
        const back = await server.connect({ token: ada.welcome.session });
        const { rooms } = await back.ask({ type: "resume", id: "r1", rooms: [place] });
        const sent = seqsBeforeOk(back);
        const { outcome, missed, seq } = rooms[0]!;
        assertEquals([outcome, seq], ["skipped", head]);
        assertGreater(sent.length, 0);
        assertEquals(sent, range(head - sent.length + 1, head));
        assertEquals(missed, count - sent.length);
        assertGreater(missed!, 0);
        const history = await back.ask({ type: "history", room: "lobby", before: sent[0], limit: 100 });
        assertEquals(history.events.at(-1)!.seq, sent[0]! - 1);
        await back.close();
      }
    });
  });
}

Deno.test("a resume in a room whose tail has grown while people were in it counts what it leaves out, too", async () => {
  await withServer({ ...FAST, MAX_RESUME: "5" }, async (server) => {
    const bo = await server.connect({ username: "bo" });
    const { epoch } = bo.welcome.rooms[0]!;
    const { seq } = await bo.ask({ type: "message.post", room: "lobby", text: "start" });
    await bo.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq: seq - 1 }] });
    for (let n = 0; n < 4; n++) await bo.ask({ type: "message.post", room: "lobby", text: `${n}` });
    const before = bo.received.length;
    for (let from = seq - 2; from < seq + 4; from++) {
      const { rooms } = await bo.ask({
        type: "resume",
        id: `r${from}`,
        rooms: [{ room: "lobby", epoch, seq: from }],
      });
      const ok = bo.received.findIndex((one) => one.type === "ok" && one.id === `r${from}`);
      const last = bo.received.slice(before, ok).findLastIndex((one) => one.type === "ok");
      const sent = bo.received.slice(before + last + 1, ok).flatMap((one) =>
        one.type === "message.posted" ? [one.seq] : []
      );
      const left = seq + 4 - from - sent.length;
      assertEquals(rooms[0]!.outcome, left === 0 ? "complete" : "skipped");
      assertEquals(rooms[0]!.missed ?? 0, left);
    }
  });
});

Deno.test("another epoch or a number from the future is a reset, with the room's own place", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const { epoch, seq } = ada.welcome.rooms[0]!;
    const { rooms } = await ada.ask({
      type: "resume",
      rooms: [{ room: "lobby", epoch: "another", seq: 1 }, { room: "lobby", epoch, seq: seq + 1 }],
    });
    const reset = { room: "lobby", epoch, seq, outcome: "reset" as const };
    assertEquals(rooms, [reset, reset]);
    assertEquals(ada.received.map(({ type }) => type), ["welcome", "ok"]);
  });
});

Deno.test("a room that one is in no more, or that never was, is gone", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await server.call("POST /api/rooms", { token: ada.welcome.session, json: { name: "tea" } });
    const { room } = await bo.ask({ type: "room.join", room: "tea" });
    await bo.ask({ type: "room.leave", room: "tea" });
    await ada.ask({ type: "message.post", room: "tea", text: "not for bo" });
    const places = [room.id, "nowhere"].map((id) => ({ room: id, epoch: room.epoch, seq: 1 }));
    const { rooms } = await bo.ask({ type: "resume", rooms: places });
    assertEquals(rooms, places.map((place) => ({ ...place, outcome: "gone" as const })));
    assertEquals(bo.texts(), []);
  });
});

Deno.test("a resume goes on over a restart: same epoch, gapless, and a second connection needs no store", async () => {
  await withServer(FAST, async (server) => {
    const { ada, bo, place } = await missing(server, 10);
    await server.restart();
    const author = await server.connect({ token: bo.welcome.session });
    await author.ask({ type: "message.post", room: "lobby", text: "after the restart" });
    for (const _ of [1, 2]) {
      const back = await server.connect({ token: ada.welcome.session });
      const { rooms } = await back.ask({ type: "resume", id: "r1", rooms: [place] });
      assertEquals(rooms, [{ ...place, seq: place.seq + 11, outcome: "complete" }]);
      assertEquals(seqsBeforeOk(back), range(place.seq + 1, place.seq + 11));
    }
  });
});

Deno.test("a resume while others write leaves no gap", async () => {
  await withServer(FAST, async (server) => {
    const { ada, bo, place } = await missing(server, 200);
    const writing = (async () => {
      for (let n = 0; n < 100; n++) await bo.ask({ type: "message.post", room: "lobby", text: `live ${n}` });
    })();
    const back = await server.connect({ token: ada.welcome.session });
    const { rooms } = await back.ask({ type: "resume", rooms: [place] });
    assertEquals(rooms[0]!.outcome, "complete");
    await writing;
    await bo.flush(back);
    const seqs = new Set(back.all("message.posted").map(({ seq }) => seq));
    assertEquals([...seqs].toSorted((a, b) => a - b), range(place.seq + 1, place.seq + 301));
  });
});

Deno.test("a resume of 500 long messages arrives whole", async () => {
  await withServer({ ...FAST, SLOW_READER_BYTES: "65536" }, async (server) => {
    const { ada, place } = await missing(server, 500, "語".repeat(2_000));
    const back = await server.connect({ token: ada.welcome.session });
    const { rooms } = await back.ask({ type: "resume", id: "r1", rooms: [place] });
    assertEquals(rooms[0]!.outcome, "complete");
    assertEquals(seqsBeforeOk(back), range(place.seq + 1, place.seq + 500));
  });
});

Deno.test("a pong tells the head of each room one is in, so that a client sees what it missed", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await server.call("POST /api/rooms", { token: ada.welcome.session, json: { name: "tea" } });
    await ada.ask({ type: "message.post", room: "tea", text: "one" });
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "one" });
    assertEquals(await ada.reply(ada.send({ type: "ping", id: "p1" })), {
      type: "pong",
      id: "p1",
      heads: { lobby: seq, tea: 3 },
    });
    assertEquals(await bo.reply(bo.send({ type: "ping", id: "p1" })), {
      type: "pong",
      id: "p1",
      heads: { lobby: seq },
    });
  });
});

/** Ada leaves for a moment, and bo writes so many messages; `place` is where she was. */
async function missing(server: TestServer, count: number, filling = "") {
  const ada = await server.connect({ username: "ada" });
  const bo = await server.connect({ username: "bo" });
  const { epoch, seq } = bo.welcome.rooms[0]!;
  await ada.close();
  const commands = range(0, count - 1).map((n) => ({
    type: "message.post",
    id: `k${n}`,
    room: "lobby",
    text: `${n}${filling}`,
  }));
  for (let from = 0; from < count; from += 5) bo.sendText(JSON.stringify(commands.slice(from, from + 5)));
  await bo.atLeast("message.posted", count);
  return { ada, bo, place: { room: "lobby", epoch, seq } };
}

function seqsBeforeOk(client: TestClient): number[] {
  const ok = client.received.findIndex((one) => one.type === "ok");
  return client.received.slice(0, ok).flatMap((one) => one.type === "message.posted" ? [one.seq] : []);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
