import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { condense, type Phrase } from "../../../src/client/format/condense.ts";
import type { NoticeEntry } from "../../../src/client/state/timeline.ts";

type Kind = NoticeEntry["notice"];

function notice(kind: Kind, id: string, was?: string): NoticeEntry {
  return {
    kind: "notice",
    key: "",
    at: 0,
    notice: kind,
    user: { id, name: id },
    ...was !== undefined && { was },
  };
}

function told(...run: NoticeEntry[]): string[] {
  return condense(run).map((phrase: Phrase) =>
    phrase.change === "renamed"
      ? `${phrase.was} → ${phrase.now}`
      : `${phrase.people.map((user) => user.id).join(" ")} ${phrase.change}`
  );
}

Deno.test("condense() joins people who did the same", () => {
  assertEquals(told(notice("joined", "ada"), notice("left", "cy"), notice("joined", "bo")), [
    "ada bo joined",
    "cy left",
  ]);
});

Deno.test("condense() tells the net effect for each person", () => {
  assertEquals(told(notice("joined", "ada"), notice("left", "ada")), ["ada came_and_went"]);
  assertEquals(told(notice("joined", "ada"), notice("left", "ada"), notice("joined", "ada")), ["ada joined"]);
  assertEquals(told(notice("left", "ada"), notice("joined", "ada")), ["ada left_and_came_back"]);
  assertEquals(told(notice("offline", "ada"), notice("online", "ada")), ["ada was_away"]);
  assertEquals(told(notice("online", "ada"), notice("offline", "ada")), ["ada came_and_went"]);
});

Deno.test("condense() lets membership speak for presence", () => {
  assertEquals(told(notice("joined", "ada"), notice("online", "ada")), ["ada joined"]);
});

Deno.test("condense() tells one new name for a chain of them, and none for a way back", () => {
  const to = (name: string, was: string): NoticeEntry => ({
    ...notice("renamed", "u1", was),
    user: { id: "u1", name },
  });
  assertEquals(told(to("b", "a"), to("c", "b")), ["a → c"]);
  assertEquals(told(to("b", "a"), to("a", "b")), []);
});

Deno.test("condense() does not say of a room's maker that they joined it", () => {
  assertEquals(told(notice("created", "ada"), notice("joined", "ada"), notice("joined", "bo")), [
    "ada created",
    "bo joined",
  ]);
  assertEquals(told({ ...notice("created", ""), user: null }), [" created"]);
});

Deno.test("condense() names each person at most once for membership and presence", () => {
  const kinds = fc.constantFrom<Kind>("joined", "left", "online", "offline");
  const run = fc.array(fc.tuple(kinds, fc.constantFrom("a", "b", "c")).map(([kind, id]) => notice(kind, id)));
  fc.assert(fc.property(run, (notices) => {
    const people = condense(notices).flatMap((phrase) => phrase.people.map((user) => user.id)).toSorted();
    assertEquals(people, [...new Set(notices.map((entry) => entry.user!.id))].toSorted());
  }));
});
