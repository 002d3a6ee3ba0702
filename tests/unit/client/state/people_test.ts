import { assertEquals } from "@std/assert";
import { People } from "../../../../src/client/state/people.ts";

const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;

Deno.test("People keeps the newest name, whatever comes last", () => {
  const people = new People();
  people.learn({ id: "u", name: "second" }, day(2));
  people.learn({ id: "u", name: "first" }, day(1));
  assertEquals(people.nameOf({ id: "u", name: "first" }), "second");
  people.learn({ id: "u", name: "third" }, day(3));
  assertEquals(people.nameOf({ id: "u", name: "first" }), "third");
});

Deno.test("People takes a name without a stamp as the one of now", () => {
  const people = new People();
  people.learn({ id: "v", name: "v" }, day(5));
  people.learn({ id: "u", name: "now" });
  people.learn({ id: "u", name: "old" }, day(4));
  assertEquals(people.nameOf({ id: "u", name: "?" }), "now");
  people.learn({ id: "u", name: "later" }, day(6));
  assertEquals(people.nameOf({ id: "u", name: "?" }), "later");
});

Deno.test("People.nameOf() shows what it is given of a person whom it does not know", () => {
  const people = new People();
  assertEquals(people.nameOf({ id: "u", name: "given" }), "given");
  people.learn({ id: "u", name: "known" }, day(1));
  assertEquals(people.nameOf({ id: "u", name: "given" }), "known");
});
