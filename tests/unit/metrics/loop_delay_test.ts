import { assert, assertEquals } from "@std/assert";
import { watchLoop } from "../../../src/metrics/loop_delay.ts";

const BLOCK = 100;

Deno.test("what keeps the event loop is seen, once, and is not taken for work where it was none", async () => {
  const loop = watchLoop();
  try {
    await nextLook();
    loop.late();
    // As a slow disk does it: the thread sleeps.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BLOCK);
    await nextLook();
    const late = loop.late();
    assert(late * 1000 >= BLOCK - 20, `${late} s late`);
    assert(loop.worked() < late, "Sleeping was taken for work");
    assertEquals([loop.late(), loop.worked()], [0, 0]);
  } finally {
    loop.stop();
  }
});

/** Resolves after a timer that was due after the one that looks. */
function nextLook(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25));
}
