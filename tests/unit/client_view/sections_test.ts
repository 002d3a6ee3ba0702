import { signal } from "@preact/signals";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { LogEvent } from "../../../src/protocol/events.ts";
import { deedOf, sayDeed } from "../../../src/client/format/deeds.ts";
import { placeBeside } from "../../../src/client/format/places.ts";
import { toSections } from "../../../src/client/format/sections.ts";
import type { RoomModel } from "../../../src/client/state/rooms.ts";

interface Look {
  kind?: string;
  favourite?: number;
  involvement?: string;
  messages?: number;
  unread?: number;
}

Deno.test("toSections() puts favourites first in their order, then rooms, then direct ones", () => {
  const rooms = [
    room("tea", {}),
    room("bo", { kind: "direct", messages: 1 }),
    room("den", { kind: "private", favourite: 2 }),
    room("cy", { kind: "direct", favourite: 1 }),
  ];
  assertEquals(names(toSections(rooms, undefined)), {
    favourites: ["cy", "den"],
    rooms: ["tea"],
    direct: ["bo"],
  });
});

Deno.test("toSections() leaves out what is hidden and direct rooms without a message, but for the open one", () => {
  const quiet = room("quiet", { involvement: "hidden", unread: 3 });
  const empty = room("empty", { kind: "direct" });
  const rooms = [
    quiet,
    empty,
    room("back", { kind: "direct", involvement: "hidden", unread: 1, messages: 1 }),
  ];
  assertEquals(names(toSections(rooms, undefined)), { favourites: [], rooms: [], direct: ["back"] });
  assertEquals(names(toSections(rooms, quiet)).rooms, ["quiet"]);
  assertEquals(names(toSections(rooms, empty)).direct, ["empty", "back"]);
});

Deno.test("placeBeside() moves a favourite by one place, and no further than to an end", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 9 }), fc.nat(), (numbers, at) => {
      const places = numbers.toSorted((a, b) => a - b);
      const index = at % places.length;
      for (const step of [-1, 1] as const) {
        const moved = placeBeside(places, places[index]!, step);
        const others = places.toSpliced(index, 1);
        const sorted = moved === undefined ? places : [...others, moved].sort((a, b) => a - b);
        const wanted = moved === undefined ? index : index + step;
        assertEquals(sorted.indexOf(moved ?? places[index]!), wanted);
        assertEquals(moved === undefined, index + step < 0 || index + step >= places.length);
      }
    }),
  );
});

Deno.test("deedOf() says who did what", () => {
  const [ada, bo] = [{ id: "u1", name: "ada" }, { id: "u2", name: "bo" }];
  const logged = { room: "tea", seq: 1, at: "" };
  assertEquals(deedOf({ type: "member.joined", ...logged, user: bo }), undefined);
  const say = (event: LogEvent) => {
    // As a browser keeps it.
    const deed = structuredClone(deedOf(event)!);
    return [sayDeed(deed, { by: deed.by?.name, whom: deed.whom?.name })].flat().join("");
  };
  assertEquals(say({ type: "member.joined", ...logged, user: bo, by: ada }), "ada added bo");
  assertEquals(say({ type: "member.left", ...logged, user: bo, by: ada }), "ada removed bo");
  assertEquals(say({ type: "member.changed", ...logged, user: bo, role: "owner" }), "bo is an owner now");
  assertEquals(
    say({ type: "member.changed", ...logged, user: bo, role: "moderator", by: ada }),
    "ada made bo a moderator",
  );
  assertEquals(
    say({ type: "room.changed", ...logged, user: ada, name: "Tea {by}", topic: "", archived: true }),
    "ada renamed the room to “Tea {by}” and removed the topic and archived the room",
  );
});

function room(
  id: string,
  { kind = "public", favourite, involvement = "everything", messages = 0, unread = 0 }: Look,
) {
  const facts = {
    kind: signal(kind),
    favourite: signal(favourite ?? null),
    involvement: signal(involvement),
  };
  return { id, facts, messages: signal(messages), unread: signal(unread) } as unknown as RoomModel;
}

function names(sections: ReturnType<typeof toSections>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(sections).map(([name, rooms]) => [name, rooms.map(({ id }: RoomModel) => id)]),
  );
}
