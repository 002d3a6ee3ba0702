import { assert, assertEquals, assertGreater } from "@std/assert";
import { fuzzFrames } from "./frames.ts";
import { fuzzHttp } from "./http.ts";
import type { Harm } from "./target.ts";

Deno.test("20,000 frames that nobody should send end nothing, are no fault, and leave others served", async () => {
  const run = await fuzzFrames({ count: 20_000, seed: 1 });
  assertUnhurt(run);
  assertGreater(run.connections, 500);
});

Deno.test("5,000 requests that nobody should make are answered, none by 500, none with the inside of the server", async () => {
  const run = await fuzzHttp({ count: 5_000, seed: 1 });
  assertEquals(run.leaks, []);
  assertUnhurt(run);
  assertGreater(run.statuses[200] ?? 0, 100);
  assertGreater(run.statuses[400] ?? 0, 100);
});

function assertUnhurt({ deaths, faults, healthy, memory, descriptors }: Harm): void {
  assertEquals([deaths, faults, healthy.ended], [0, [], ""]);
  assertGreater(healthy.answers, 10);
  assert(memory.at(-1)! < memory[0]! + 128, `Memory grew: ${memory.join(", ")} MiB`);
  assert(
    descriptors.after <= descriptors.before + 5,
    `${descriptors.before} descriptors became ${descriptors.after}`,
  );
}
