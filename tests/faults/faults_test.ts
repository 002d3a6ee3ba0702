import { assertEquals } from "@std/assert";
import type { ScenarioResult } from "./findings.ts";
import { whyNot } from "./needs.ts";
import { SCENARIOS } from "./table.ts";

const MAIN = new URL("./main.ts", import.meta.url).pathname;

/** The short form of each scenario, in a process of its own: it ends what it began, also where it is told to stop. */
for (const { about } of SCENARIOS) {
  const why = whyNot(about);
  Deno.test({
    name: `${about.id}, short form: ${about.title}${why === undefined ? "" : ` (not here: ${why})`}`,
    ignore: why !== undefined,
    timeout: (about.limit.short + 30) * 1000,
    fn: async () => {
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--quiet", "--allow-all", MAIN, about.id, "--scale", "short", "--json"],
      }).output();
      const text = new TextDecoder().decode(stdout).trim();
      if (text === "") throw new Error(`${about.id} gave no result: ${new TextDecoder().decode(stderr)}`);
      const result = JSON.parse(text.split("\n").at(-1)!) as ScenarioResult;
      assertEquals(result.reasons, [], JSON.stringify(result, undefined, 2));
      assertEquals(result.passed, true);
    },
  });
}
