import { assertEquals } from "@std/assert";
import { FairTurns } from "../../../src/realtime/fair_turns.ts";

Deno.test("work is done at once while a turn has time for it", () => {
  const turns = new FairTurns(1_000);
  const done: number[] = [];
  for (const number of [1, 2, 3]) turns.run("ada", () => done.push(number));
  assertEquals(done, [1, 2, 3]);
});

Deno.test("beyond that, who asked for little does not wait for who asked for much", async () => {
  const turns = new FairTurns(Number.MIN_VALUE);
  const done: string[] = [];
  const spend = (what: string) => () => {
    const began = performance.now();
    while (performance.now() === began);
    done.push(what);
  };
  for (let count = 1; count <= 4; count++) turns.run("ada", spend(`ada ${count}`));
  turns.run("bo", spend("bo 1"));
  assertEquals(done, ["ada 1"]);
  await nextTurn();
  assertEquals(done, ["ada 1", "ada 2"]);
  turns.run("cy", spend("cy 1"));
  for (let turn = 0; turn < 6; turn++) await nextTurn();
  assertEquals(done, ["ada 1", "ada 2", "bo 1", "ada 3", "cy 1", "ada 4"]);
  turns.run("ada", spend("ada 5"));
  assertEquals(done.at(-1), "ada 5");
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
