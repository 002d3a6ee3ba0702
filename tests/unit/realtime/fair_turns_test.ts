import { assertEquals } from "@std/assert";
import { FairTurns } from "../../../src/realtime/fair_turns.ts";

Deno.test("work is done at once while a turn has time for it", () => {
  const turns = new FairTurns({ budget: () => 1_000, most: 0 });
  const done: number[] = [];
  for (const number of [1, 2, 3]) turns.run("ada", 1, () => done.push(number));
  assertEquals(done, [1, 2, 3]);
});

Deno.test("beyond that, who asked for little does not wait for who asked for much", async () => {
  const turns = new FairTurns({ budget: () => Number.MIN_VALUE, most: 100 });
  const done: string[] = [];
  const spend = (what: string) => spendTime(() => done.push(what));
  for (let count = 1; count <= 4; count++) turns.run("ada", 1, spend(`ada ${count}`));
  turns.run("bo", 1, spend("bo 1"));
  assertEquals(done, ["ada 1"]);
  await nextTurn();
  assertEquals(done, ["ada 1", "ada 2"]);
  turns.run("cy", 1, spend("cy 1"));
  for (let turn = 0; turn < 6; turn++) await nextTurn();
  assertEquals(done, ["ada 1", "ada 2", "bo 1", "ada 3", "cy 1", "ada 4"]);
  turns.run("ada", 1, spend("ada 5"));
  assertEquals(done.at(-1), "ada 5");
});

Deno.test("where too much waits, what comes is done at once, after what came before from the same", async () => {
  const turns = new FairTurns({ budget: () => Number.MIN_VALUE, most: 10 });
  const done: string[] = [];
  const run = (owner: string, what: string, size: number) =>
    turns.run(owner, size, spendTime(() => done.push(what)));
  run("ada", "ada 1", 1);
  run("ada", "ada 2", 6);
  run("bo", "bo 1", 2);
  run("ada", "ada 3", 6);
  assertEquals(done, ["ada 1", "ada 2"]);
  run("bo", "bo 2", 20);
  assertEquals(done, ["ada 1", "ada 2", "bo 1", "bo 2"]);
  for (let turn = 0; turn < 2; turn++) await nextTurn();
  assertEquals(done.at(-1), "ada 3");
});

/** Work that takes longer than a turn has time for. */
function spendTime(work: () => void): () => void {
  return () => {
    const began = performance.now();
    while (performance.now() === began);
    work();
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
