import type { Scale, ScenarioResult } from "./findings.ts";
import { SCENARIOS } from "./table.ts";

interface Done {
  id: string;
  /** Undefined where it could not be run. */
  result: ScenarioResult | undefined;
  why?: string;
  seconds: number;
}

const PATH = new URL("../../docs/reliability.md", import.meta.url);

/** Writes what a run of the whole table gave, as it was. */
export async function writeReport(done: readonly Done[], run: { scale: Scale; seed: number }): Promise<void> {
  const failed = done.filter(({ result }) => result?.passed === false);
  const left = done.filter(({ result }) => result === undefined);
  const text = `# Reliability: what was tried, and what came of it

Written by \`deno task faults${
    run.scale === "full" ? "" : " --scale short"
  }\`, not by hand. Each row is a run of the real server, in a process
of its own with its least permissions, against real clients that write down every send, ack and receive. A
checker compares what they wrote with what is stored:

- **I1** what was acknowledged is stored once, where the ack said; **I5** what was not is stored once or not at
  all.
- **I2** nobody's view of a room has a hole or a repeat; **I3** all saw the same at the same number; **I7**
  nobody saw a room that they are not in.
- **I4** what one author sent on one connection is in that order; **I6** what was sent after an ack came stands
  behind it.
- **I8** at the end every view, and every read mark, equals a fresh fetch.

A run without acks, without faults, or with less than 90 % of its sends has failed. The checker itself is tried
with doctored logs (\`tests/faults/check_test.ts\`).

- Machine: ${describeMachine()}
- Scale: ${run.scale}, seed ${run.seed}; server and clients share the machine.
- ${
    done.length - failed.length - left.length
  } passed, ${failed.length} fell short, ${left.length} could not be run here.

${done.map(describe).join("\n")}
## What these runs cannot show

- Power is never cut: that an ack follows its \`fdatasync\` is seen in the system calls (R13), what the disk does
  with it is not.
- All runs have one server and its own SQLite file; several servers with Redis and Postgres are not part of this
  table.
- Clients and server share two cores or whatever the machine has, so rates and times are lower bounds.
`;
  await Deno.writeTextFile(PATH, text);
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", PATH.pathname] }).output();
}

function describe({ id, result, why, seconds }: Done): string {
  const { about } = SCENARIOS.find((one) => one.about.id === id)!;
  const verdict = result === undefined ? `not run: ${why}` : result.passed ? "reached" : "fell short";
  const rows = [
    ["Procedure", `${about.procedure}.`],
    ["Target", `${about.target}.`],
    ["Verdict", `**${verdict}** (${Math.round(seconds)} s)`],
    ...(result?.reasons ?? []).map((reason) => ["Falls short", oneLine(reason)]),
    ["Counts", join(result?.counts)],
    ["Figures", join(result?.figures)],
  ].filter(([, value]) => value !== "");
  return `## ${id}: ${about.title}

| | |
|---|---|
${rows.map(([name, value]) => `| ${name} | ${value} |`).join("\n")}
`;
}

function join(values: Record<string, string | number> = {}): string {
  return Object.entries(values).map(([name, value]) =>
    `${name} ${typeof value === "number" ? value.toLocaleString("en") : value}`
  ).join(" · ");
}

function oneLine(text: string): string {
  return text.split("\n")[0]!.replaceAll("|", "\\|").slice(0, 300);
}

function describeMachine(): string {
  const { total } = Deno.systemMemoryInfo();
  const gib = Math.round(total / 2 ** 30);
  return `${navigator.hardwareConcurrency} cores, ${gib} GiB, Linux ${Deno.osRelease()}, Deno ${Deno.version.deno}`;
}
