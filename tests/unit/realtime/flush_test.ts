import { assert, assertEquals } from "@std/assert";
import { flushLater } from "../../../src/realtime/flush.ts";

Deno.test("what is due is flushed once, at the end of the turn", async () => {
  const flushed: string[] = [];
  for (const name of ["ada", "bo", "cy"]) flushLater({ pending: 10, flush: () => flushed.push(name) });
  assertEquals(flushed, []);
  await nextTurn();
  assertEquals(flushed, ["ada", "bo", "cy"]);
});

Deno.test("who is sent little does not wait for those who are sent much, and all are sent theirs", async () => {
  const flushed: string[] = [];
  for (let count = 0; count < 5; count++) {
    flushLater({ pending: 1_000_000, flush: () => flushed.push(spend("much")) });
  }
  flushLater({ pending: 10, flush: () => flushed.push("little") });
  await nextTurn();
  assertEquals(flushed[0], "little");
  assert(flushed.length < 6, "All was sent in one turn");
  const before = flushed.length;
  flushLater({ pending: 10, flush: () => flushed.push("little later") });
  await nextTurn();
  assertEquals(flushed[before], "little later");
  for (let turn = 0; turn < 5; turn++) await nextTurn();
  assertEquals(flushed.filter((what) => what === "much").length, 5);
});

Deno.test("much that goes to many goes in portions, and who says something meanwhile is heard", async () => {
  const flushed: number[] = [];
  for (let number = 0; number < 10; number++) {
    flushLater({ pending: 1024 * 1024, flush: () => flushed.push(number) });
  }
  await nextTurn();
  assertEquals(flushed, [0, 1, 2, 3]);
  flushLater({ pending: 10, flush: () => flushed.push(-1) });
  await nextTurn();
  assertEquals(flushed, [0, 1, 2, 3, -1, 4, 5, 6, 7]);
  await nextTurn();
  assertEquals(flushed.slice(-2), [8, 9]);
});

Deno.test("one that throws keeps nobody else from theirs", async () => {
  const flushed: string[] = [];
  const { promise: thrown, resolve } = Promise.withResolvers<void>();
  const onError = (event: ErrorEvent) => {
    event.preventDefault();
    resolve();
  };
  addEventListener("error", onError);
  flushLater({
    pending: 10,
    flush() {
      throw new Error("the socket is gone");
    },
  });
  flushLater({ pending: 10, flush: () => flushed.push("bo") });
  await thrown;
  await nextTurn();
  removeEventListener("error", onError);
  assertEquals(flushed, ["bo"]);
});

/** Takes as long as a turn has. */
function spend(what: string): string {
  const ends = performance.now() + 11;
  while (performance.now() < ends);
  return what;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
