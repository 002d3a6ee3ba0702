import { assertEquals } from "@std/assert";
import { People } from "../../../../src/client/state/people.ts";
import { RoomFacts } from "../../../../src/client/state/room_facts.ts";
import type { LogEvent } from "../../../../src/protocol/events.ts";
import type { JoinedRoom } from "../../../../src/protocol/models.ts";

const ADA = { id: "u1", name: "ada" };
const BO = { id: "u2", name: "bo" };
const CY = { id: "u3", name: "cy" };
const ROOM: JoinedRoom = {
  ...{ id: "tea", name: "Tea", topic: "Green", epoch: "e", seq: 1, messages: 0, online: 1 },
  read: { seq: 1, ordinal: 0 },
};
const LOGGED = { room: "tea", seq: 2, at: "2026-11-24T10:00:00.000Z" };

Deno.test("a direct room bears the names of the others, as they are now", () => {
  const people = new People();
  const facts = new RoomFacts({ self: () => "u1", people });
  facts.welcome({ ...ROOM, name: "", kind: "direct", people: [ADA, BO, CY] });
  assertEquals(facts.name.value, "bo, cy");
  people.learn({ ...BO, name: "bob" }, "2026-11-24T10:00:00.000Z");
  assertEquals(facts.name.value, "bob, cy");
});

Deno.test("a room is what its log says since the welcome, and again what the next welcome says", () => {
  const facts = new RoomFacts({ self: () => "u1", people: new People() });
  facts.welcome({ ...ROOM, role: "moderator", involvement: "mentions", favourite: 2 });
  const seen = () => [
    facts.name.value,
    facts.topic.value,
    facts.kind.value,
    facts.archived.value,
    facts.role.value,
    facts.involvement.value,
    facts.favourite.value,
  ];
  assertEquals(seen(), ["Tea", "Green", "public", false, "moderator", "mentions", 2]);
  const events: LogEvent[] = [
    { type: "room.changed", ...LOGGED, user: BO, name: "Tea house", topic: "" },
    { type: "room.changed", ...LOGGED, user: BO, visibility: "private", archived: true },
    { type: "member.changed", ...LOGGED, user: ADA, role: "owner", by: BO },
    { type: "member.changed", ...LOGGED, user: BO, role: "member", by: ADA },
  ];
  for (const event of events) facts.follow(event);
  facts.set({ involvement: "nothing", favourite: null });
  assertEquals(seen(), ["Tea house", "", "private", true, "owner", "nothing", null]);
  facts.welcome(ROOM);
  assertEquals(seen(), ["Tea", "Green", "public", false, "member", "everything", null]);
});
