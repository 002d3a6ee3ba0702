import { MAX_RESTRICTION, MAX_SLOW_MODE } from "../../../src/protocol/moderation.ts";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { decodeCommand, decodeFrame } from "../../../src/protocol/codec.ts";
import type { Command, CommandType } from "../../../src/protocol/commands.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";
import { anyText } from "./any_text.ts";

const id = fc.string({ minLength: 1, maxLength: 64, unit: "grapheme" }).filter((text) => text.length <= 64);
const room = fc.string({ minLength: 1, maxLength: 64, unit: "grapheme" }).filter((text) =>
  text.length <= 128
);
const seq = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const emoji = fc.constantFrom("👍", "❤️", "🏳️‍🌈", "🇩🇪", "👩🏽‍🚀", "1️⃣");
const anchor = fc.oneof(
  fc.constant({}),
  fc.record({ before: seq }),
  fc.record({ after: seq }),
  fc.record({ around: seq }),
);

const word = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
const visibility = fc.constantFrom("public", "private");
const favourite = fc.oneof(fc.constant(null), fc.integer());
const whom = fc.array(word, { maxLength: 8 });

const seconds = fc.integer({ min: 1, max: MAX_RESTRICTION });
const reason = fc.stringMatching(/^[a-zé]{1,20}( [a-z]{1,9})?$/);

/** The fields of every command; the compiler demands a row for each. */
const FIELDS: Record<CommandType, fc.Arbitrary<Record<string, unknown>>> = {
  "message.post": fc.record({
    room,
    text: fc.string({ unit: "grapheme" }),
    replyTo: seq,
    thread: seq,
    me: fc.constant(true),
  }, { requiredKeys: ["room", "text"] }),
  "message.edit": fc.record({ room, message: seq, text: fc.string({ unit: "grapheme" }) }),
  "message.delete": fc.record({ room, message: seq }),
  "message.history": fc.record({ room, message: seq }),
  "message.pin": fc.record({ room, message: seq }),
  "message.unpin": fc.record({ room, message: seq }),
  "message.preview.remove": fc.record({ room, message: seq }),
  "pins": fc.record({ room }),
  "reaction.add": fc.record({ room, message: seq, emoji }),
  "reaction.remove": fc.record({ room, message: seq, emoji }),
  "history": fc.tuple(fc.record({ room, limit: fc.integer({ min: 1 }) }), anchor).map(([a, b]) => ({
    ...a,
    ...b,
  })),
  "resume": fc.record({ rooms: fc.array(fc.record({ room, epoch: fc.string({ maxLength: 64 }), seq })) }),
  "deletions": fc.record({ rooms: fc.array(fc.record({ room, epoch: fc.string({ maxLength: 64 }), seq })) }),
  "room.join": fc.record({ room }),
  "room.leave": fc.record({ room }),
  "room.read": fc.record({ room, seq }),
  "room.unread": fc.record({ room, seq }),
  "mentions": fc.record({ limit: fc.integer({ min: 1 }), before: seq }, { requiredKeys: ["limit"] }),
  "message.save": fc.record({ room, message: seq, save: fc.boolean() }),
  "saved": fc.record({ limit: fc.integer({ min: 1 }), before: seq }, { requiredKeys: ["limit"] }),
  "saved.places": fc.record({ room }),
  "thread": fc.record({ room, message: seq, limit: fc.integer({ min: 1 }), before: seq }, {
    requiredKeys: ["room", "message", "limit"],
  }),
  "thread.read": fc.record({ room, message: seq, seq }),
  "thread.follow": fc.record({ room, message: seq, follow: fc.boolean() }),
  "threads": fc.constant({}),
  "room.presence": fc.record({ room }),
  "room.change": fc.record({
    room,
    name: word,
    topic: word,
    visibility,
    archived: fc.boolean(),
    slowMode: fc.nat(MAX_SLOW_MODE),
  }, { requiredKeys: ["room"] }),
  "room.settings": fc.record({
    room,
    involvement: fc.constantFrom("everything", "mentions", "nothing", "hidden"),
    favourite,
  }, { requiredKeys: ["room"] }),
  "room.members": fc.record({ room, query: word }),
  "room.invite": fc.oneof(fc.record({ room, user: word }), fc.record({ room, name: word })),
  "room.kick": fc.record({ room, user: word, reason }, { requiredKeys: ["room", "user"] }),
  "room.ban": fc.record({ room, user: word, seconds, reason }, { requiredKeys: ["room", "user"] }),
  "room.unban": fc.record({ room, user: word }),
  "room.mute": fc.record({ room, user: word, seconds, reason }, { requiredKeys: ["room", "user"] }),
  "room.unmute": fc.record({ room, user: word }),
  "room.bans": fc.record({ room }),
  "room.purge": fc.record({ room, user: word }),
  "member.role": fc.record({ room, user: word, role: fc.constantFrom("owner", "moderator", "member") }),
  "direct.open": fc.record({ users: whom, names: whom }),
  "people.find": fc.record({ query: word }),
  "message.report": fc.record({ room, message: seq, reason: word }),
  "reports": fc.record({ room }),
  "report.close": fc.record({ report: word, outcome: fc.constantFrom("deleted", "handled", "dismissed") }),
  "user.block": fc.record({ user: word }),
  "user.unblock": fc.record({ user: word }),
  "typing": fc.record({ room }),
  "search": fc.record({ query: fc.string(), limit: fc.integer({ min: 1 }) }),
  "ping": fc.constant({}),
};

const command = fc.oneof(
  ...Object.entries(FIELDS).map(([type, fields]) =>
    fc.tuple(id, fields).map(([id, rest]) => ({ type, id, ...rest }) as Command)
  ),
);

const READABLE = fc.oneof(
  anyText(),
  fc.json(),
  fc.json().map((text) => text.slice(0, -1)),
  fc.array(
    fc.dictionary(
      fc.constantFrom("type", "id", "room", "text", "seq", "rooms", "before", "__proto__"),
      fc.jsonValue(),
    ),
  )
    .map((value) => JSON.stringify(value)),
  fc.tuple(fc.constantFrom(...Object.keys(FIELDS)), fc.jsonValue(), fc.jsonValue()).map((
    [type, room, rooms],
  ) => JSON.stringify({ type, id: "k1", room, rooms, text: room, seq: rooms, limit: room })),
);

Deno.test("decodeFrame() never throws, and gives commands or refusals, at least one", () => {
  fc.assert(
    fc.property(READABLE, (frame) => {
      const results = decodeFrame(frame);
      assert(results.length > 0);
      for (const result of results) {
        assert(result instanceof ProtocolError || Object.hasOwn(FIELDS, result.type));
      }
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("decodeFrame() gives any command back as it was sent", () => {
  fc.assert(fc.property(command, (sent) => assertEquals(decodeFrame(JSON.stringify(sent)), [sent])), {
    numRuns: 1_000,
  });
});

Deno.test("decodeFrame() gives any array of commands back in its order", () => {
  fc.assert(fc.property(fc.array(command, { minLength: 1, maxLength: 20 }), (sent) => {
    assertEquals(decodeFrame(JSON.stringify(sent)), sent);
  }));
});

Deno.test("decodeFrame() reads what it made of any frame to the same again", () => {
  let commands = 0;
  fc.assert(
    fc.property(fc.oneof(READABLE, fc.array(command).map((sent) => JSON.stringify(sent))), (frame) => {
      for (const result of decodeFrame(frame)) {
        if (result instanceof ProtocolError) continue;
        commands++;
        assertEquals(decodeFrame(JSON.stringify(result)), [result]);
      }
    }),
    { numRuns: 1_000 },
  );
  assert(commands > 100, `${commands} commands were read`);
});

Deno.test("decodeCommand() gives a command or a refusal for any value, and changes no prototype", () => {
  fc.assert(
    fc.property(
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
      (value) => {
        const result = decodeCommand(value);
        assert(result instanceof ProtocolError || Object.hasOwn(FIELDS, result.type));
        assertEquals(Object.keys(Object.prototype), []);
      },
    ),
    { numRuns: 1_000 },
  );
});
