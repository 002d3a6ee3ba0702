import { assertEquals, assertGreater } from "@std/assert";
import type { TestClient } from "../support/client.ts";
import type { RawConnection } from "../support/raw.ts";
import { type TestServer, withServer } from "../support/server.ts";

const SETTINGS = {
  MESSAGE_RATE: "100000",
  MESSAGE_BURST: "100000",
  MAX_TEXT: "16000",
  MAX_FRAME: "1048576",
  SLOW_READER_BYTES: "65536",
  SLOW_READER_GRACE: "1",
};
// What the kernel takes for a reader that sleeps is a few MiB; this many messages of 48 KB are far more.
const ENOUGH = 1_000;
const TOGETHER = 10;

Deno.test("who reads nothing is closed with 4008, and everyone else gets everything (row 49)", async () => {
  await withServer({ ...SETTINGS, GRACE: "0" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const { sleeper } = await connectSleeper(server);
    const posted = await postUntil(ada, () => bo.all("presence.left").length > 0);
    assertEquals((await ada.next("presence.left")).user.name, "sleeper");
    await ada.flush(bo);
    for (const client of [ada, bo]) assertEquals(client.all("message.posted").length, posted + 1);
    const { online } = await bo.ask({ type: "room.presence", room: "lobby" });
    assertEquals(online, 2);
    await server.connect({ username: "sleeper" });
    assertEquals(await sleeper.readCloseCode(), 4008);
    const closed = (await server.readLog("websocket")).filter(({ event, code }) =>
      event === "close" && code === 4008
    );
    assertEquals(closed.length, 1);
  });
});

Deno.test("a slow reader's name stays theirs for the grace time, and they resume where they were", async () => {
  await withServer(SETTINGS, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const { token, room } = await connectSleeper(server);
    const closes = async () => (await server.readLog("websocket")).some(({ code }) => code === 4008);
    const posted = await postUntil(ada, closes);
    assertEquals((await server.handshake({ path: "/ws?username=sleeper" })).answer.status, 409);
    const back = await server.connect({ token });
    const { rooms } = await back.ask({
      type: "resume",
      rooms: [{ room: "lobby", epoch: room.epoch, seq: room.seq }],
    });
    assertEquals(rooms[0]!.seq, room.seq + posted);
    const got = back.all("message.posted").length;
    assertEquals(got + (rooms[0]!.missed ?? 0), posted);
    assertEquals(ada.all("presence.left"), []);
    assertEquals(ada.all("presence.joined").length, 1);
  });
});

Deno.test("who reads late but reads is kept, and misses nothing", async () => {
  await withServer(
    { ...SETTINGS, SLOW_READER_BYTES: String(64 * 1024 * 1024), SLOW_READER_GRACE: "60" },
    async (server) => {
      const ada = await server.connect({ username: "ada" });
      const { sleeper, room } = await connectSleeper(server);
      const posted = await postUntil(ada, () => ada.all("message.posted").length >= 300);
      assertGreater(posted, 0);
      const seqs: number[] = [];
      while (seqs.length < posted) {
        for (const { type, seq } of await sleeper.readMessages()) {
          if (type === "message.posted") {
            seqs.push(seq as number);
          }
        }
      }
      assertEquals(seqs, Array.from({ length: posted }, (_, index) => room.seq + 1 + index));
    },
  );
});

/** Someone who comes in, reads the welcome, and then reads no more. */
async function connectSleeper(server: TestServer) {
  const { connection } = await server.handshake({ path: "/ws?username=sleeper" });
  const [welcome] = await connection.readMessages();
  const { session, rooms } = welcome as { session: string; rooms: { epoch: string; seq: number }[] };
  return { sleeper: connection as RawConnection, token: session, room: rooms[0]! };
}

/** Posts long messages, some in a frame, until something has happened; gives their number. */
async function postUntil(author: TestClient, happened: () => boolean | Promise<boolean>): Promise<number> {
  const text = "語".repeat(16_000);
  for (let posted = 0; posted < ENOUGH; posted += TOGETHER) {
    if (await happened()) return posted;
    const ids = Array.from({ length: TOGETHER }, (_, index) => `k${posted + index}`);
    author.sendText(JSON.stringify(ids.map((id) => ({ type: "message.post", id, room: "lobby", text }))));
    await Promise.all(ids.map((id) => author.reply(id)));
  }
  throw new Error(`Nothing happened in ${ENOUGH} messages`);
}
