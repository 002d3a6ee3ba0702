import { assertEquals, assertFalse } from "@std/assert";
import type { RawConnection } from "../support/raw.ts";
import { type TestServer, withServer } from "../support/server.ts";

interface Case {
  /** Row of the table of bad input. */
  row: number;
  what: string;
  /** What each of the frames is answered, in their order: the code of an error, or "ok", "pong", or how a resume ended. */
  answers: string[];
  /** What the table asks for, where Parley does otherwise. */
  asked?: string;
  frames: string[];
}

const PING = `{"type":"ping","id":"p"}`;
const CONTROLS = Array.from({ length: 0xa0 }, (_, code) => code).filter((code) =>
  (code < 0x20 || code >= 0x7f) && code !== 0x09 && code !== 0x0a
);

const CASES: Case[] = [
  ...Object.entries({
    "not JSON": "hello",
    "nothing": "",
    "cut off": PING.slice(0, -2),
    "a byte order mark first": `\ufeff${PING}`,
    "NUL first": `\0${PING}`,
    "a comma too many": `{"type":"ping","id":"p",}`,
    "a comment": `${PING}//`,
    "a comment inside": `{/* hello */"type":"ping","id":"p"}`,
    "NaN": `{"type":"ping","id":NaN}`,
    "Infinity": `{"type":"ping","id":-Infinity}`,
    "two objects": PING + PING,
    "other quotation marks": "{'type':'ping','id':'p'}",
  }).map(([what, frame]) => one(51, what, "bad_json", frame)),
  ...["5", `"ping"`, "null", "true", "[]", "{}", `[[${PING}]]`, "[null]", `{"type":5,"id":"p"}`].map((
    frame,
  ) => one(52, frame, "bad_message", frame)),
  ...Object.entries({
    "32,000 arrays deep": "[".repeat(32_000) + "]".repeat(32_000),
    "65,000 arrays that are not closed": "[".repeat(65_000),
    "10,000 objects deep": `${`{"a":`.repeat(10_000)}1${"}".repeat(10_000)}`,
    "a text that is 10,000 objects deep": post(`${`{"a":`.repeat(10_000)}1${"}".repeat(10_000)}`),
  }).map(([what, frame]) => one(53, what, "bad_json", frame, "bad_message")),
  one(53, "a text that is 20 objects deep", "bad_text", post(`${`{"a":`.repeat(20)}1${"}".repeat(20)}`)),
  one(54, "5,000 keys", "bad_message", `{"type":"ping","id":"p",${keys(5_000)}}`),
  one(54, "101 commands", "bad_message", `[${Array(101).fill(PING)}]`),
  one(54, "a text twice, the last is bad", "bad_text", post(`"first","text":""`)),
  one(54, "a text twice, the first is bad", "ok", post(`"","text":"last"`)),
  one(54, "a type twice, the last is unknown", "unknown_type", `{"type":"ping","type":"what","id":"p"}`),
  one(55, "a __proto__ key", "bad_message", `{"type":"ping","id":"p","__proto__":{"polluted":1}}`),
  one(
    55,
    "a constructor key",
    "bad_message",
    `{"type":"ping","id":"p","constructor":{"prototype":{"polluted":1}}}`,
  ),
  one(55, "a text that has a __proto__ key", "bad_text", post(`{"__proto__":{"polluted":1}}`)),
  ...["__proto__", "constructor", "toString", "valueOf", "hasOwnProperty", "message.posted", ""].map((type) =>
    one(56, `the type '${type}'`, "unknown_type", `{"type":"${type}","id":"p"}`)
  ),
  ...["5", `["a"]`, `{"a":"b"}`, "null", "true", "1e400", "9007199254740993"].map((text) =>
    one(57, `the text ${text}`, "bad_text", post(text))
  ),
  one(57, "no text", "bad_text", `{"type":"message.post","id":"k1","room":"lobby"}`),
  ...[`""`, `"${"x".repeat(65)}"`, `"${"x".repeat(10_000)}"`, "5", "null", "{}", `"\\ud800"`, `"a\\u0000b"`]
    .map((id) =>
      one(
        58,
        `the id ${id.slice(0, 20)}`,
        "bad_id",
        `{"type":"message.post","id":${id},"room":"lobby","text":"x"}`,
      )
    ),
  one(58, "no id", "bad_id", `{"type":"message.post","room":"lobby","text":"x"}`),
  one(58, "an id that another person used", "ok", post(`"mine"`, `"theirs"`)),
  {
    row: 59,
    what: "the same id again",
    answers: ["ok", "ok"],
    frames: [post(`"a"`, `"s"`), post(`"a"`, `"s"`)],
  },
  {
    row: 59,
    what: "the same id with another text",
    answers: ["ok", "id_reused"],
    frames: [post(`"a"`, `"o"`), post(`"b"`, `"o"`)],
  },
  {
    row: 59,
    what: "the same id in another room",
    answers: ["ok", "id_reused"],
    frames: [post(`"a"`, `"r"`), post(`"a"`, `"r"`, `"own"`)],
  },
  ...["secret", "nowhere", "../../etc", "__proto__", "lob\\u0000by", "LOBBY", "x".repeat(128)].map((room) =>
    one(60, `the room ${room.slice(0, 20)}`, "forbidden", post(`"x"`, `"k"`, `"${room}"`))
  ),
  ...["message.post", "history", "typing", "room.leave", "room.read", "room.presence"].flatMap((type) =>
    ["secret", "nowhere"].map((room) =>
      one(
        60,
        `${type} in the room ${room}`,
        "forbidden",
        `{"type":"${type}","id":"k","room":"${room}","text":"x","seq":1}`,
      )
    )
  ),
  one(60, "joining a room that is none", "forbidden", `{"type":"room.join","id":"k","room":"nowhere"}`),
  one(60, "no room", "bad_room", `{"type":"message.post","id":"k","text":"x"}`, "forbidden"),
  ...[`"${"x".repeat(300)}"`, `""`, "5", "null", `["lobby"]`, `"\\ud800"`].map((room) =>
    one(
      60,
      `the room ${room.slice(0, 20)}, which no room can have`,
      "bad_room",
      post(`"x"`, `"k"`, room),
      "forbidden",
    )
  ),
  ...Object.entries({
    "nothing": "",
    "spaces": "   \n\t \u3000",
    "invisible characters": "\u200b\u2060\ufeff\u3164\u2800",
    "tags": "\u{e0041}\u{e007f}",
    "turns of direction alone": "\u202e\u2066",
    "4,001 characters": "a".repeat(4_001),
    "4,001 characters of 4 bytes": "𝄞".repeat(4_001),
    "4,000 combining marks": "\u0301".repeat(4_000),
  }).map(([what, text]) => one(61, what, "bad_text", post(JSON.stringify(text)))),
  one(61, "4,000 characters of 4 bytes", "ok", post(JSON.stringify("𝄞".repeat(4_000)))),
  ...[`a\\ud800b`, `\\udc00`, `\\udc00\\ud800`, `${"a".repeat(3_999)}\\ud83d`].map((text) =>
    one(62, `the surrogates ${text.slice(-15)}`, "bad_text", post(`"${text}"`))
  ),
  ...CONTROLS.map((code) =>
    one(63, `the control character ${code}`, "bad_text", post(`"a${escape(code)}b"`))
  ),
  ...[0x09, 0x0a].map((code) => one(63, `the character ${code}`, "ok", post(`"a${escape(code)}b"`))),
  ...[
    ...[
      `"before":-1`,
      `"before":1e99`,
      `"before":"x"`,
      `"before":1.5`,
      `"before":null`,
      `"after":[]`,
      `"around":true`,
    ],
    ...[`"limit":0`, `"limit":-1`, `"limit":"10"`, `"limit":1e400`, `"before":1,"after":2`],
  ].map((range) => one(67, range, "bad_range", `{"type":"history","id":"h","room":"lobby",${range}}`)),
  one(
    67,
    "a limit of 1e9, which is cut to 100",
    "ok",
    `{"type":"history","id":"h","room":"lobby","limit":1e9}`,
  ),
  one(68, "a number from the future", "reset", resume(`"epoch":"{epoch}","seq":1000000`)),
  one(68, "another epoch", "reset", resume(`"epoch":"another","seq":1`)),
  one(68, "a room that one is not in", "gone", resume(`"epoch":"{epoch}","seq":1`, "secret")),
  ...["-1", `"1"`, "1.5", "1e99", "null"].map((seq) =>
    one(68, `the number ${seq}`, "bad_range", resume(`"epoch":"{epoch}","seq":${seq}`))
  ),
  one(68, "an epoch that is a number", "bad_message", resume(`"epoch":5,"seq":1`)),
  ...[`"lobby"`, "5", "[5]", "null"].map((rooms) =>
    one(68, `the rooms ${rooms}`, "bad_message", `{"type":"resume","id":"r","rooms":${rooms}}`)
  ),
  one(68, "201 rooms", "bad_message", `{"type":"resume","id":"r","rooms":[${Array(201).fill("{}")}]}`),
];

/** The texts that are taken, in their order. */
const KEPT = ["last", "mine", "a", "a", "a", "𝄞".repeat(4_000), "a\tb", "a\nb"];

Deno.test("a command that nobody should send is answered by its table, and a healthy person is served", async () => {
  const settings = { MESSAGE_RATE: "100000", MESSAGE_BURST: "100000", MAX_CONNECTIONS_PER_USER: "1000" };
  await withServer({ ...settings, MAX_CONNECTIONS_PER_ADDRESS: "1000" }, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    await server.call("POST /api/rooms", { token: healthy.welcome.session, json: { name: "secret" } });
    await healthy.ask({ type: "message.post", room: "lobby", text: "theirs", id: "theirs" });
    const token = await server.signIn("ada");
    await server.call("POST /api/rooms", { token, json: { name: "own" } });
    const { epoch } = healthy.welcome.rooms[0]!;
    const seen: string[] = [];
    for (const { row, what, frames } of CASES) {
      const connection = await enter(server, token);
      const answers = await answersTo(connection, frames.map((frame) => frame.replace("{epoch}", epoch)));
      seen.push(`${row} ${what}: ${answers}`);
      connection.close();
      await healthy.ask({ type: "message.post", room: "lobby", text: "served" });
    }
    assertEquals(seen, CASES.map(({ row, what, answers }) => `${row} ${what}: ${answers}`));
    assertFalse("polluted" in {});
    await healthy.flush();
    const kept = healthy.all("message.posted").map(({ message }) => message).filter(({ author, text }) =>
      author.name === "ada" && text !== "probe"
    );
    assertEquals(kept.map(({ text }) => text), KEPT);
    assertEquals((await server.readLog("error")).filter(({ level }) => level === "ERROR"), []);
  });
});

/** Opens a socket and reads its welcome. */
async function enter(server: TestServer, token: string): Promise<RawConnection> {
  const { answer, connection } = await server.handshake({ headers: { Authorization: `Bearer ${token}` } });
  assertEquals(answer.status, 101);
  await connection.readMessages();
  return connection;
}

/** What each frame is answered; a message after them must be posted, and nothing else be answered meanwhile. */
async function answersTo(connection: RawConnection, frames: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const frame of frames) {
    await connection.sendFrame(frame);
    answers.push(describe(await nextReply(connection)));
  }
  const id = crypto.randomUUID();
  await connection.sendFrame(post(`"probe"`, `"${id}"`));
  const reply = await nextReply(connection);
  if (reply.id !== id || reply.type !== "ok") answers.push(`then ${JSON.stringify(reply)}`);
  return answers;
}

async function nextReply(connection: RawConnection): Promise<Record<string, unknown>> {
  for (;;) {
    const messages = await connection.readMessages();
    const replies = messages.filter(({ type }) =>
      ["ok", "error", "pong", "closing"].includes(type as string)
    );
    assertEquals(replies.length < 2, true, JSON.stringify(replies));
    if (replies.length === 1) return replies[0]!;
  }
}

function describe({ type, code, rooms }: Record<string, unknown>): string {
  if (type === "error") return code as string;
  return Array.isArray(rooms) ? rooms[0].outcome : type as string;
}

function one(row: number, what: string, answer: string, frame: string, asked?: string): Case {
  return { row, what, answers: [answer], frames: [frame], asked };
}

/** A message, its parts as they stand in JSON. */
function post(text: string, id = `"${crypto.randomUUID()}"`, room = `"lobby"`): string {
  return `{"type":"message.post","id":${id},"room":${room},"text":${text}}`;
}

function resume(place: string, room = "lobby"): string {
  return `{"type":"resume","id":"r","rooms":[{"room":"${room}",${place}}]}`;
}

function keys(count: number): string {
  return Array.from({ length: count }, (_, index) => `"k${index}":1`).join(",");
}

function escape(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
