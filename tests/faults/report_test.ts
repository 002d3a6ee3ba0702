import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { readResults, render } from "./report.ts";
import { SCENARIOS } from "./table.ts";

Deno.test("docs/reliability.md tells of each scenario that was run in full, and names those that were not", () => {
  const text = Deno.readTextFileSync(new URL("../../docs/reliability.md", import.meta.url));
  const results = readResults();
  assert(results.length > 0, "No scenario was run in full");
  for (const { about } of SCENARIOS) {
    const done = results.find(({ id }) => id === about.id);
    if (done === undefined) assertStringIncludes(text, `${about.id}`);
    else assertStringIncludes(text, `## ${about.id}: ${about.title}`);
  }
});

Deno.test("render() says of a run that fell short why it did", () => {
  const { id } = SCENARIOS[0]!.about;
  const about = {
    seconds: 1,
    seed: 7,
    on: "2026-01-02T00:00:00.000Z",
    commit: "abc1234",
    machine: "a machine",
  };
  const result = {
    name: id,
    counts: { acks: 1000 },
    figures: {},
    passed: false,
    reasons: ["3 acked lost\nat line 1"],
  };
  const text = render([{ ...about, id, result }]);
  assertStringIncludes(text, "0 reached their target, 1 fell short");
  assertStringIncludes(text, "| Falls short | 3 acked lost |");
  assertStringIncludes(text, "seed 7, 2026-01-02, commit abc1234");
  assertEquals(text.includes("line 1"), false);
});
