import { assertEquals } from "@std/assert";
import { Drafts } from "../../../../src/client/state/drafts.ts";
import { FakeClock } from "../support/fake_clock.ts";

function setUp() {
  const values = new Map<string, string>();
  const shelf = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    key: (index: number) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
  };
  const clock = new FakeClock();
  return { values, shelf, clock, drafts: new Drafts(() => shelf, clock) };
}

Deno.test("Drafts writes once for many keys, and another tab reads it", async () => {
  const { values, shelf, clock, drafts } = setUp();
  let writes = 0;
  const set = shelf.setItem;
  shelf.setItem = (key, value) => (writes++, set(key, value));
  for (const text of ["h", "he", "hello"]) drafts.set("lobby", text);
  assertEquals([drafts.get("lobby"), values.size], ["hello", 0]);
  await clock.advance(300);
  assertEquals(writes, 1);
  assertEquals(new Drafts(() => shelf, clock).get("lobby"), "hello");
});

Deno.test("Drafts.save() writes at once, and an empty draft is gone", async () => {
  const { values, clock, drafts } = setUp();
  drafts.set("lobby", "hello");
  drafts.save();
  assertEquals([...values.values()], ["hello"]);
  assertEquals(clock.next, undefined);
  drafts.set("lobby", "");
  await clock.advance(300);
  assertEquals([values.size, drafts.get("lobby")], [0, ""]);
});

Deno.test("Drafts.forget() leaves what is not a draft", () => {
  const { values, drafts } = setUp();
  values.set("parley:room", "den");
  for (const room of ["a", "b", "c"]) drafts.set(room, "text");
  drafts.save();
  drafts.set("d", "unsaved");
  drafts.forget();
  assertEquals([...values.keys()], ["parley:room"]);
  assertEquals(drafts.get("d"), "");
});

Deno.test("Drafts keeps texts in memory where the browser keeps none", () => {
  const drafts = new Drafts(() => undefined, new FakeClock());
  drafts.set("lobby", "hello");
  drafts.save();
  assertEquals(drafts.get("lobby"), "hello");
});

Deno.test("Drafts keeps a text in memory where there is no space", () => {
  const { shelf, clock } = setUp();
  shelf.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const drafts = new Drafts(() => shelf, clock);
  drafts.set("lobby", "hello");
  drafts.save();
  assertEquals(drafts.get("lobby"), "hello");
});
