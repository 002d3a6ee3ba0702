import { assertEquals } from "@std/assert";
import { TurnClock } from "../../../src/http/turn_clock.ts";

Deno.test("now() is the same for all of one turn of the event loop, also after promises, and another one in the next", async () => {
  const clock = new TurnClock();
  const first = clock.now();
  await Promise.resolve();
  assertEquals(clock.now(), first);
  await nextTurn();
  assertEquals(clock.now() === first, false);
});

Deno.test("once() does work for all who ask in one turn together, and anew for who asks in the next", async () => {
  const clock = new TurnClock();
  let begun = 0;
  const work = () => {
    begun++;
    return nextTurn();
  };
  const [one, two] = [clock.once(work), clock.once(work)];
  assertEquals(begun, 1);
  assertEquals(one, two);
  await one;
  await clock.once(work);
  assertEquals(begun, 2);
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
