import { assertEquals } from "@std/assert";
import { Deadlines } from "../../../src/chat/deadlines.ts";

Deno.test("each thing is called for when its wait is over, once, those that began first before the others", async () => {
  const told: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const deadlines = new Deadlines<string>(20, (thing) => {
    told.push(thing);
    if (thing === "last") resolve();
  });
  for (const thing of ["a", "b", "c", "d"]) deadlines.begin(thing);
  deadlines.begin("a");
  deadlines.end("c");
  deadlines.end("nobody");
  await new Promise((resolve) => setTimeout(resolve, 5));
  deadlines.begin("b");
  deadlines.begin("last");
  await promise;
  assertEquals(told, ["d", "a", "b", "last"]);
});

Deno.test("a thing can begin to wait again when it is called for", async () => {
  let times = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const deadlines = new Deadlines<string>(1, (thing) => ++times < 3 ? deadlines.begin(thing) : resolve());
  deadlines.begin("a");
  await promise;
  assertEquals(times, 3);
});

Deno.test("no timer is left when nothing waits, or when all waits are ended", () => {
  const deadlines = new Deadlines<string>(60_000, () => {});
  deadlines.begin("a");
  deadlines.end("a");
  deadlines.begin("b");
  deadlines.close();
});
