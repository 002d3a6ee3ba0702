import { assertEquals } from "@std/assert";
import { toEvent } from "../../../src/chat/events.ts";
import type { LogEventType } from "../../../src/protocol/events.ts";
import type { LogRecord } from "../../../src/store/records.ts";

const AT = Date.UTC(2026, 10, 23, 10);
const ada = { id: "u1", name: "ada" };

function record(type: LogEventType, fields: Partial<LogRecord> = {}): LogRecord {
  return {
    room: "tea",
    seq: 4,
    type,
    at: AT,
    user: ada,
    messageId: "",
    clientId: "",
    ordinal: 2,
    body: "{}",
    ...fields,
  };
}

Deno.test("toEvent() shows each kind of row as the wire has it", () => {
  const logged = { room: "tea", seq: 4, at: "2026-11-23T10:00:00.000Z" };
  assertEquals(toEvent(record("message.posted", { messageId: "m1-4", clientId: "k1", body: "hello" })), {
    type: "message.posted",
    ...logged,
    message: { id: "m1-4", author: ada, clientId: "k1", text: "hello", ordinal: 2 },
  });
  assertEquals(toEvent(record("member.joined")), { type: "member.joined", ...logged, user: ada });
  assertEquals(toEvent(record("member.left")), { type: "member.left", ...logged, user: ada });
  // The name of that time, not the one that the user has by now.
  assertEquals(
    toEvent(
      record("member.renamed", { user: { id: "u1", name: "latest" }, body: `{"name":"Ada","was":"ada"}` }),
    ),
    {
      type: "member.renamed",
      ...logged,
      user: { id: "u1", name: "Ada" },
      was: "ada",
    },
  );
  assertEquals(toEvent(record("room.created", { user: null, body: `{"name":"Tea","topic":"hello"}` })), {
    type: "room.created",
    ...logged,
    user: null,
    name: "Tea",
    topic: "hello",
  });
});

Deno.test("toEvent() gives each row its own time", () => {
  const times = [0, 1, 999, AT, AT, AT + 1].map((at) => toEvent(record("member.joined", { at })).at);
  assertEquals(times, [0, 1, 999, AT, AT, AT + 1].map((at) => new Date(at).toISOString()));
});
