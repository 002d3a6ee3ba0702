import { assertEquals, assertInstanceOf } from "@std/assert";
import { decodeFrame } from "../../../src/protocol/codec.ts";
import type { Command } from "../../../src/protocol/commands.ts";
import { type ErrorCode, ProtocolError } from "../../../src/protocol/errors.ts";
import { DEFAULT_PAGE, MAX_COMMANDS, MAX_RESUME_ROOMS } from "../../../src/protocol/limits.ts";

/** What a frame of one command is read as: the command, or the code of its refusal. */
function decode(frame: string): Command | ErrorCode {
  const results = decodeFrame(frame);
  assertEquals(results.length, 1);
  const [result] = results;
  return result instanceof ProtocolError ? result.code : result!;
}

function decodeFields(fields: Record<string, unknown>): Command | ErrorCode {
  return decode(JSON.stringify(fields));
}

const POST = { type: "message.post", id: "k1", room: "lobby", text: "hello" } as const;

Deno.test("decodeFrame() answers bad_json to what is not JSON", () => {
  const whole = JSON.stringify(POST);
  const frames = [
    "",
    "x",
    whole.slice(0, -1),
    `\ufeff${whole}`,
    `\0${whole}`,
    `${whole.slice(0, -1)},}`,
    `[${whole},]`,
  ];
  for (
    const frame of [
      ...frames,
      `/* hello */${whole}`,
      `${whole}//`,
      "NaN",
      "undefined",
      "{'type':'ping'}",
      `${whole}${whole}`,
    ]
  ) {
    assertEquals(decode(frame), "bad_json", frame);
  }
});

Deno.test("decodeFrame() answers bad_message to JSON that is no command", () => {
  for (const frame of ["1", `"ping"`, "null", "true", "[]", "{}", "[[]]", "[1]", "[null]", `{"id":"k1"}`]) {
    assertEquals(decode(frame), "bad_message", frame);
  }
});

Deno.test("decodeFrame() answers bad_json to arrays that are nested 32,000 deep", () => {
  assertEquals(decode("[".repeat(32_000) + "]".repeat(32_000)), "bad_json");
});

Deno.test("decodeFrame() takes no text that is an object, however deep", () => {
  const deep = `${`{"a":`.repeat(5_000)}1${"}".repeat(5_000)}`;
  const post = (text: string) => `{"type":"message.post","id":"k1","room":"lobby","text":${text}}`;
  assertEquals([decode(post(`{"a":{}}`)), decode(post(deep))], ["bad_text", "bad_json"]);
});

Deno.test("decodeFrame() answers bad_message to more than 32 fields", () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
  assertEquals(decodeFields({ ...POST, ...many(5_000) }), "bad_message");
  assertEquals(decodeFields({ ...POST, ...many(29) }), "bad_message");
  assertEquals(decodeFields({ ...POST, ...many(28) }), POST);
});

Deno.test("decodeFrame() reads the last of two fields of one name, and checks that one", () => {
  const doubled = (first: string, last: string) =>
    `{"type":"message.post","id":"k1","room":"lobby","text":${first},"text":${last}}`;
  assertEquals(decode(doubled("1", `"hello"`)), POST);
  assertEquals(decode(doubled(`"hello"`, "1")), "bad_text");
});

Deno.test("decodeFrame() refuses fields that reach for a prototype, and changes none", () => {
  for (const name of ["__proto__", "constructor", "prototype"]) {
    assertEquals(
      decode(`{"type":"ping","id":"k1","${name}":{"polluted":1,"prototype":{"polluted":1}}}`),
      "bad_message",
    );
  }
  assertEquals(({} as Record<string, unknown>).polluted, undefined);
});

Deno.test("decodeFrame() answers unknown_type to types that objects have by nature", () => {
  for (
    const type of [
      "__proto__",
      "constructor",
      "toString",
      "valueOf",
      "hasOwnProperty",
      "",
      "Ping",
      "message.posted",
    ]
  ) {
    assertEquals(decodeFields({ ...POST, type }), "unknown_type", type);
  }
  for (const type of [1, null, ["ping"], { ping: 1 }, true]) {
    assertEquals(decodeFields({ ...POST, type }), "bad_message");
  }
});

Deno.test("decodeFrame() answers bad_text to a text that is no string", () => {
  for (const text of ["1", "[]", `["hello"]`, "{}", "null", "true", "1e400", "9007199254740993"]) {
    assertEquals(decode(`{"type":"message.post","id":"k1","room":"lobby","text":${text}}`), "bad_text", text);
  }
  assertEquals(decodeFields({ type: "message.post", id: "k1", room: "lobby" }), "bad_text");
});

Deno.test("decodeFrame() answers bad_id to an id that is missing, empty, too long, no string or not well-formed", () => {
  for (
    const id of [undefined, "", "k".repeat(65), "k".repeat(10_000), 1, null, {}, ["k1"], "\ud800", "k\0"]
  ) {
    assertEquals(decodeFields({ ...POST, id }), "bad_id", String(id).slice(0, 20));
  }
  assertEquals(decodeFields({ type: "ping", id: "k".repeat(64) }), { type: "ping", id: "k".repeat(64) });
});

Deno.test("decodeFrame() answers bad_room to a room that can be the id of none", () => {
  for (const room of [undefined, "", "r".repeat(300), 7, null, ["lobby"], { id: "lobby" }, "\udc00"]) {
    assertEquals(decodeFields({ ...POST, room }), "bad_room");
  }
});

Deno.test("decodeFrame() passes rooms on that no one may be in, for the rules to refuse", () => {
  for (const room of ["../../etc", "no\0ne", "__proto__"]) {
    assertEquals(decodeFields({ ...POST, room }), { ...POST, room });
  }
});

Deno.test("decodeFrame() answers bad_range to positions that are no whole number, 0 or more", () => {
  for (const before of ["-1", "1e99", `"x"`, `"1"`, "1.5", "null", "9007199254740992", "[1]"]) {
    assertEquals(
      decode(`{"type":"history","id":"h1","room":"lobby","before":${before}}`),
      "bad_range",
      before,
    );
  }
  for (const seq of [-1, 0.5, "1", null, undefined]) {
    assertEquals(decodeFields({ type: "room.read", id: "r1", room: "lobby", seq }), "bad_range");
    assertEquals(
      decodeFields({ type: "resume", id: "r1", rooms: [{ room: "lobby", epoch: "e1", seq }] }),
      "bad_range",
    );
  }
});

Deno.test("decodeFrame() reads history with one anchor or none, and a page of its own where no limit is given", () => {
  const ask = { type: "history", id: "h1", room: "lobby" };
  assertEquals(decodeFields(ask), { ...ask, limit: DEFAULT_PAGE } as Command);
  assertEquals(decodeFields({ ...ask, around: 4, limit: 1e9 }), { ...ask, around: 4, limit: 1e9 } as Command);
  assertEquals(decodeFields({ ...ask, before: 4, after: 1 }), "bad_range");
  assertEquals(decodeFields({ ...ask, limit: 0 }), "bad_range");
});

Deno.test("decodeFrame() answers bad_message to places to resume from that are none", () => {
  const point = { room: "lobby", epoch: "e1", seq: 4 };
  const resume = (rooms: unknown) => decodeFields({ type: "resume", id: "r1", rooms });
  for (
    const rooms of [undefined, {}, "lobby", [1], [null], [{ ...point, epoch: 1 }], [{
      ...point,
      epoch: "e".repeat(65),
    }]]
  ) {
    assertEquals(resume(rooms), "bad_message");
  }
  assertEquals(resume([{ ...point, room: 1 }]), "bad_room");
  assertEquals(resume(Array(MAX_RESUME_ROOMS + 1).fill(point)), "bad_message");
  assertEquals(resume(Array(MAX_RESUME_ROOMS).fill(point)), {
    type: "resume",
    id: "r1",
    rooms: Array(MAX_RESUME_ROOMS).fill(point),
  });
});

Deno.test("decodeFrame() leaves out fields that a command does not have", () => {
  assertEquals(decodeFields({ ...POST, colour: "red", author: { id: "u1" } }), POST);
});

Deno.test("decodeFrame() serves the good commands of a frame next to the bad ones, in their order", () => {
  const results = decodeFrame(
    JSON.stringify([POST, { ...POST, id: "k2", text: 1 }, { type: "ping", id: "k3" }]),
  );
  assertEquals(results[0], POST);
  assertInstanceOf(results[1], ProtocolError);
  assertEquals([results[1].code, results[1].commandId], ["bad_text", "k2"]);
  assertEquals(results[2], { type: "ping", id: "k3" });
});

Deno.test("decodeFrame() names the command's id in every refusal where the id can be read", () => {
  for (
    const fields of [{ type: "nope" }, { type: 1 }, { type: "typing" }, { type: "resume" }, {
      type: "history",
      room: "a",
      before: "b",
    }]
  ) {
    const [result] = decodeFrame(JSON.stringify({ ...fields, id: "k9" }));
    assertInstanceOf(result, ProtocolError);
    assertEquals(result.commandId, "k9");
  }
});

Deno.test("decodeFrame() takes 100 commands in a frame and not one more", () => {
  const pings = Array.from({ length: MAX_COMMANDS }, (_, index) => ({ type: "ping", id: `p${index}` }));
  assertEquals(decodeFrame(JSON.stringify(pings)).length, MAX_COMMANDS);
  assertEquals(decode(JSON.stringify([...pings, { type: "ping", id: "p" }])), "bad_message");
});
