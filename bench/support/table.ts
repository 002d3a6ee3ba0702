import type { Figures } from "./part.ts";
import type { Peer } from "./peers.ts";
import type { Results, ServerResult } from "./results.ts";

/** Share of its core from which the generator counts as the limit. */
const BUSY = 0.8;

interface Column {
  title: string;
  part: string;
  /** Undefined where the figure was not measured. */
  show(figures: Figures): string | undefined;
}

const COLUMNS: readonly Column[] = [
  ...[100, 1_000, 5_000].map((receivers): Column => ({
    title: `(a) best deliveries/s, ${receivers.toLocaleString("en")} receivers`,
    part: "fan_out",
    show: (figures) => mark(whole(figures[`best_${receivers}`]), figures[`generator_${receivers}`]),
  })),
  { title: "(b) p50 / p99 ms at 20 k/s", part: "latency", show: ({ p50, p99 }) => pair(p50, p99) },
  {
    title: "(c) CPU s a million",
    part: "latency",
    show: ({ cpu, generator }) => mark(fixed(cpu), generator),
  },
  {
    title: "(d) kB an idle connection, 5,000 / 10,000",
    part: "joins",
    show: ({ kilobytes_5000, kilobytes_10000 }) => pair(kilobytes_5000, kilobytes_10000),
  },
  { title: "(e) joins/s, 5,000", part: "joins", show: ({ joins }) => whole(joins) },
  { title: "(h) start ms", part: "start", show: ({ start }) => whole(start) },
  { title: "(h) RSS MB", part: "start", show: ({ megabytes }) => whole(megabytes) },
];

/** All servers, a line each. */
export function toTable(peers: readonly Peer[], { parts }: Results): string {
  const columns = COLUMNS.filter(({ part }) => parts[part] !== undefined);
  const rows = peers.filter(({ name }) =>
    columns.some(({ part }) => parts[part]!.servers[name] !== undefined)
  )
    .map(({ name, title }) =>
      line([title, ...columns.map((column) => cell(column, parts[column.part]!.servers[name]))])
    );
  return [
    line(["server", ...columns.map(({ title }) => title)]),
    `| --- |${" ---: |".repeat(columns.length)}`,
    ...rows,
  ]
    .join("\n");
}

function cell({ show }: Column, result: ServerResult | undefined): string {
  if (result === undefined) return "–";
  if (result.rounds.length === 0) return "failed";
  return show(result.medians) ?? "–";
}

export function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

export function whole(value: number | undefined): string | undefined {
  return value === undefined ? undefined : Math.round(value).toLocaleString("en");
}

export function fixed(value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value >= 100 ? whole(value) : value.toFixed(value >= 10 ? 0 : value >= 1 ? 1 : 2);
}

export function pair(one: number | undefined, other: number | undefined): string | undefined {
  return one === undefined ? undefined : `${fixed(one)} / ${fixed(other) ?? "–"}`;
}

export function mark(text: string | undefined, generator: number | undefined): string | undefined {
  return text !== undefined && generator !== undefined && generator >= BUSY ? `${text}\\*` : text;
}
