import { assert, assertEquals } from "@std/assert";
import { withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "100000", MESSAGE_BURST: "100000" };

Deno.test("a message reaches everyone in the room, with the number that its author is told", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "hello", id: "k1" });
    for (const client of [ada, bo]) {
      const event = await client.next("message.posted");
      assertEquals(event.seq, seq);
      assertEquals(event.message.author, ada.welcome.user);
      assertEquals(event.message.clientId, "k1");
      assertEquals(event.message.text, "hello");
      assertEquals(event.message.ordinal, 1);
      assertEquals(new Date(event.at).toISOString(), event.at);
    }
  });
});

Deno.test("a message reaches a hundred sockets, each once and the same", async () => {
  await withServer(FAST, async (server) => {
    const everyone = await Promise.all(
      Array.from({ length: 100 }, (_, index) => server.connect({ username: `person${index}` })),
    );
    const author = everyone[0]!;
    await author.ask({ type: "message.post", room: "lobby", text: "to all" });
    await author.flush(...everyone);
    const expected = author.all("message.posted");
    assertEquals(expected.length, 2);
    for (const client of everyone) assertEquals(client.all("message.posted"), expected);
  });
});

Deno.test("ten authors at once: everyone sees the same order, gapless, and each author's own order in it", async () => {
  await withServer(FAST, async (server) => {
    const authors = await Promise.all(
      Array.from({ length: 10 }, (_, index) => server.connect({ username: `author${index}` })),
    );
    const reader = await server.connect({ username: "reader" });
    const start = reader.welcome.rooms[0]!.seq;
    const each = 50;
    const acked = await Promise.all(authors.map(async (author, index) => {
      const answers = [];
      for (let n = 0; n < each; n++) {
        answers.push(await author.ask({ type: "message.post", room: "lobby", text: `${index}:${n}` }));
      }
      return answers.map(({ seq }) => seq);
    }));
    await authors[0]!.flush(...authors, reader);
    const events = reader.all("message.posted").slice(0, authors.length * each);
    assertEquals(events.map(({ seq }) => seq), events.map((_, index) => start + 1 + index));
    for (const author of authors) {
      assertEquals(author.all("message.posted").slice(0, events.length), events);
    }
    for (const [index, seqs] of acked.entries()) {
      const own = events.filter(({ message }) => message.author.name === `author${index}`);
      assertEquals(own.map(({ message }) => message.text), seqs.map((_, n) => `${index}:${n}`));
      assertEquals(own.map(({ seq }) => seq), seqs);
    }
    assertEquals(events.map(({ message }) => message.ordinal), events.map((_, index) => index + 1));
  });
});

Deno.test("commands in one frame are served in their order, and what is due together comes as one array", async () => {
  await withServer(FAST, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const commands = Array.from(
      { length: 100 },
      (_, n) => ({ type: "message.post", id: `k${n}`, room: "lobby", text: `${n}` }),
    );
    const { connection } = await server.handshake({ path: "/ws?username=bo" });
    assertEquals((await connection.readMessages())[0]!.type, "welcome");
    await ada.next("presence.joined", ({ user }) => user.name === "bo");
    ada.sendText(JSON.stringify(commands));
    const frames: Record<string, unknown>[][] = [];
    while (frames.flat().filter(({ type }) => type === "message.posted").length < 100) {
      frames.push(await connection.readMessages());
    }
    const posted = frames.flat().filter(({ type }) => type === "message.posted");
    assertEquals(
      posted.map(({ message }) => (message as { text: string }).text),
      commands.map(({ text }) => text),
    );
    assert(frames.some((frame) => frame.length > 1));
    const replies = await Promise.all(commands.map(({ id }) => ada.reply(id)));
    assertEquals(replies.map((reply) => "seq" in reply && reply.seq), posted.map(({ seq }) => seq as number));
  });
});

Deno.test("one bad command in a frame does not hurt its neighbours", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    ada.sendText(`[{"type":"ping","id":"a"},5,{"type":"what","id":"b"},{"type":"ping","id":"c"}]`);
    assertEquals((await ada.reply("c")).type, "pong");
    assertEquals((await ada.reply("a")).type, "pong");
    const refused = await ada.reply("b");
    assertEquals(refused.type === "error" && refused.code, "unknown_type");
    assertEquals(ada.all("error").map(({ code }) => code).toSorted(), ["bad_message", "unknown_type"]);
  });
});

Deno.test("fields that nobody knows are ignored", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    ada.sendText(`{"type":"ping","id":"p","later":{"version":[1,2,3]}}`);
    assertEquals((await ada.reply("p")).type, "pong");
  });
});

const INTACT: [what: string, text: string][] = [
  ["right to left", "مرحبا بالعالم and שלום עולם"],
  ["emoji of several parts", "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪 1️⃣"],
  ["combining marks, not composed", "e\u0301 a\u0308 n\u0303"],
  ["composed letters", "\u00e9 \u00e4 \u00f1"],
  ["text turned around", "a\u202eb\u202c \u2066c\u2069"],
  ["lines, tabs and spaces at the ends", "  one\n\ttwo\n\n  three  "],
  ["a zero-width joiner in Hindi", "क्\u200dष"],
  ["quotation marks, slashes and escapes", `" ' \\ / \\u0041 \\n </script><b>&amp;`],
  ["line separators", "a\u2028b\u2029c"],
  ["what looks like JSON", `{"type":"closing","code":1000}],[`],
  ["4,000 astral characters", "𝄞".repeat(4_000)],
  ["4,000 letters of three bytes", "語".repeat(4_000)],
  ["a byte order mark inside", "a\ufeffb"],
  ["noncharacters and private use", "a\uffff\ue000b"],
];

Deno.test("every text arrives and is kept exactly as it was written", async () => {
  await withServer(FAST, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    for (const [what, text] of INTACT) {
      const { seq } = await ada.ask({ type: "message.post", room: "lobby", text });
      const event = await bo.next("message.posted", (one) => one.seq === seq);
      assertEquals([what, event.message.text], [what, text]);
    }
    await server.restart();
    const back = await server.connect({ token: bo.welcome.session });
    const { events } = await back.ask({ type: "history", room: "lobby", limit: 100 });
    const texts = events.flatMap((event) => event.type === "message.posted" ? [event.message.text] : []);
    assertEquals(texts, INTACT.map(([, text]) => text));
  });
});

Deno.test("a text that cannot be posted is refused by HTTP as on the socket, and leaves no trace", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session;
    for (const text of [5, null, "", "\u200b", "a".repeat(4_001), "a\ud800b", "a\u0000b", "a\r\nb"]) {
      const { status, body } = await server.call("POST /api/rooms/lobby/messages", {
        token,
        json: { id: "h1", text },
      });
      assertEquals([text, status, (body.error as { code: string }).code], [text, 400, "bad_text"]);
    }
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "fine" });
    assertEquals(seq, ada.welcome.rooms[0]!.seq + 1);
  });
});
