import type { ScenarioResult } from "./findings.ts";
import { SCENARIOS } from "./table.ts";

/** One scenario that was run in full, or could not be. */
export interface Done {
  id: string;
  /** Undefined where it could not be run. */
  result: ScenarioResult | undefined;
  why?: string;
  seconds: number;
  seed: number;
  /** When it ended, in UTC. */
  on: string;
  /** Of the code that was run. */
  commit: string;
  machine: string;
}

const PATH = new URL("../../docs/reliability.md", import.meta.url);
const RESULTS = new URL("../../docs/reliability.json", import.meta.url);

/** Puts a result in the place of the last one of the same scenario, and writes the report anew. */
export async function writeReport(one: Done): Promise<void> {
  const results = [...readResults().filter(({ id }) => id !== one.id), one];
  const done = SCENARIOS.flatMap(({ about }) => results.filter(({ id }) => id === about.id));
  Deno.writeTextFileSync(RESULTS, JSON.stringify(done, undefined, 2) + "\n");
  Deno.writeTextFileSync(PATH, render(done));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", RESULTS.pathname, PATH.pathname] })
    .output();
}

export function readResults(): Done[] {
  try {
    return JSON.parse(Deno.readTextFileSync(RESULTS)) as Done[];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** The commit that is checked out; `?` where that cannot be told. */
export function commitOf(): string {
  try {
    const { success, stdout } = new Deno.Command("git", {
      args: ["rev-parse", "--short", "HEAD"],
      cwd: new URL(".", import.meta.url),
    }).outputSync();
    return success ? new TextDecoder().decode(stdout).trim() : "?";
  } catch {
    return "?";
  }
}

/** The report in words, of what was run at the scale `full`. */
export function render(done: readonly Done[]): string {
  const passed = done.filter(({ result }) => result?.passed);
  const fell = done.filter(({ result }) => result?.passed === false);
  const left = done.filter(({ result }) => result === undefined);
  const never = SCENARIOS.filter(({ about }) => done.every(({ id }) => id !== about.id));
  return `# Reliability: what was tried, and what came of it

Written by \`deno task faults\`, not by hand. Each row is a run of the real server, in a process of its own with
its least permissions, against real clients that write down every send, ack and receive. A checker compares what
they wrote with what is stored:

- **I1** what was acknowledged is stored once, where the ack said; **I5** what was not is stored once or not at
  all.
- **I2** nobody's view of a room has a hole or a repeat; **I3** all saw the same at the same number; **I7**
  nobody saw a room that they are not in.
- **I4** what one author sent on one connection is in that order; **I6** what was sent after an ack came stands
  behind it.
- **I8** at the end every view, and every read mark, equals a fresh fetch.

A run without acks, without faults, or with less than 90 % of its sends has failed. The checker itself is tried
with doctored logs (\`tests/faults/check_test.ts\`). The short form of each run is a test of its own.

- Machine: ${
    [...new Set(done.map(({ machine }) => machine))].join("; ")
  }. Server and clients share it. Runs that measure no speed are made up to three
  at a time; where a part of the table is run by itself, other programs may be at work, too, so that what fell short
  of a time or of a share of a core is to be run again alone.
- ${passed.length} reached their target, ${fell.length} fell short, ${left.length} could not be run here, ${never.length} were not run${
    never.length === 0 ? "" : ` (${never.map(({ about }) => about.id).join(", ")})`
  }.

| | | verdict | in brief |
|---|---|---|---|
${done.map(line).join("\n")}

${done.map(describe).join("\n")}
## What these runs cannot show

- Power is never cut: that an ack follows its \`fdatasync\` is seen in the system calls (R13), what the disk does
  with it is not.
- All runs have one server and its own SQLite file; several servers with Redis and Postgres are not part of this
  table.
- Clients and server share the cores of the machine, so rates and times are lower bounds.
- Edits, deletions and reactions are not part of the load; I8 compares messages, memberships and read marks.
`;
}

function line({ id, result, why }: Done): string {
  const { about } = SCENARIOS.find((one) => one.about.id === id)!;
  const verdict = result === undefined ? "not run" : result.passed ? "reached" : "fell short";
  const brief = result === undefined ? why! : result.passed ? headline(result) : oneLine(result.reasons[0]!);
  return `| ${id} | ${about.title} | ${verdict} | ${brief} |`;
}

/** What a reader wants to know first. */
function headline({ counts, figures }: ScenarioResult): string {
  const wanted = ["faults", "acks", "violations", "lost", "messages"];
  const shown = wanted.filter((name) => counts[name] !== undefined)
    .map((name) => `${counts[name]!.toLocaleString("en")} ${name}`);
  const rest = Object.entries(figures).slice(0, Math.max(1, 4 - shown.length))
    .map(([name, value]) => `${name} ${value}`);
  return [...shown, ...rest].join(" · ");
}

function describe({ id, result, why, seconds, seed, on, commit }: Done): string {
  const { about } = SCENARIOS.find((one) => one.about.id === id)!;
  const verdict = result === undefined ? `not run: ${why}` : result.passed ? "reached" : "fell short";
  const rows = [
    ["Procedure", `${about.procedure}.`],
    ["Target", `${about.target}.`],
    ["Verdict", `**${verdict}** (${seconds} s, seed ${seed}, ${on.slice(0, 10)}, commit ${commit})`],
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
    `${name} ${typeof value === "number" ? value.toLocaleString("en") : oneLine(value)}`
  ).join(" · ");
}

function oneLine(text: string): string {
  return text.split("\n")[0]!.replaceAll("|", "\\|").slice(0, 300);
}

/** This machine, in a line. */
export function describeMachine(): string {
  const { total } = Deno.systemMemoryInfo();
  const gib = Math.round(total / 2 ** 30);
  const [kernel] = /^\d+\.\d+/.exec(Deno.osRelease()) ?? [""];
  return `${navigator.hardwareConcurrency} cores, ${gib} GiB, Linux ${kernel}, Deno ${Deno.version.deno}`;
}
