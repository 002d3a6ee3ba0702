import type { Figures } from "./part.ts";
import type { Results } from "./results.ts";
import { fixed, line, pair, whole } from "./table.ts";

/** What is wanted of Parley, beside what was measured. */
interface Target {
  what: string;
  wanted: string;
  /** Undefined where it was not measured. */
  reached(figures: Lookup): { shown: string; held: boolean } | undefined;
}

type Lookup = (part: string, server?: string) => Figures | undefined;

const TARGETS: readonly Target[] = [
  ...[100, 1_000, 5_000].flatMap((receivers): Target[] => [
    times(`(a) deliveries/s at ${whole(receivers)}, of FastAPI's`, {
      part: "fan_out",
      figure: `best_${receivers}`,
      peer: "fastapi",
      least: receivers === 5_000 ? 20 : 30,
    }),
    ...(receivers === 5_000 ? [] : [times(`(a) deliveries/s at ${whole(receivers)}, of Bun's`, {
      part: "fan_out",
      figure: `best_${receivers}`,
      peer: "bun",
      least: 1.2,
    })]),
  ]),
  times("(b) p50, of bare Deno's", { part: "latency", figure: "p50", peer: "deno_plain", most: 1.5 }),
  times("(b) p99, of bare Deno's", { part: "latency", figure: "p99", peer: "deno_plain", most: 2 }),
  times("(d) memory a connection at 5,000, of bare Deno's", {
    part: "joins",
    figure: "kilobytes_5000",
    peer: "deno_plain",
    most: 1.3,
  }),
  bound("(e) joins/s", { part: "joins", figure: "joins", least: 3_000 }),
  bound("(e) 5,000 resumes after a kill, seconds", { part: "resumes", figure: "seconds", most: 5 }),
  bound("(e) reads of the room's log for them", { part: "resumes", figure: "reads", most: 1 }),
  bound("(f) posts/s acknowledged, on disk", { part: "posts", figure: "posts", least: 30_000 }),
  bound("(f) p99 ms at 10,000 posts/s", { part: "posts", figure: "fixed_p99", most: 50 }),
  bound("(g) a page of 50 in a million messages, p50 ms", { part: "history", figure: "page_p50", most: 1 }),
  bound("(g) resume of 1,000 missed, p50 ms", { part: "history", figure: "resume_p50", most: 10 }),
  bound("(g) a search for a word that all have, p99 ms", {
    part: "history",
    figure: "search_common_p99",
    most: 50,
  }),
  bound("(g) a search for several words of a person, p99 ms", {
    part: "history",
    figure: "search_words_p99",
    most: 50,
  }),
  bound("(g) a search for a phrase, p99 ms", { part: "history", figure: "search_phrase_p99", most: 50 }),
  bound("(g) the first such resume, ms", { part: "history", figure: "resume_first", most: 10 }),
  ...pageTargets(),
];

/** What is wanted of the page, in Chromium. */
function pageTargets(): Target[] {
  const rows: [what: string, part: string, figure: string, most: number][] = [
    ["first message ms, 4 × CPU, Fast 3G, first visit", "visiting", "first_cold", 500],
    ["the same with the page in the browser's cache", "visiting", "first_warm", 500],
    ["the same with service worker and kept messages", "visiting", "first_kept", 500],
    ["a room opens from memory, ms", "working", "room_memory", 100],
    ["a room opens from what is kept, ms", "working", "room_kept", 100],
    ["200 messages/s for 30 s: tasks above 50 ms", "working", "flood_long_tasks", 0],
    ["typing at 20 messages/s: INP ms", "working", "typing_inp", 100],
    ["memory after scrolling 20,000 messages, MB", "working", "scrolled_megabytes", 150],
  ];
  const categories = ["performance", "accessibility", "best_practices"];
  const scores = ["visitor", "member"].flatMap((who) => categories.map((name) => ({ who, name })));
  return [
    ...rows.map(([what, part, figure, most]) => bound(`(page) ${what}`, { part, figure, most })),
    ...scores.map(({ who, name }) =>
      bound(`(lighthouse) ${name.replace("_", " ")}, ${who}`, {
        part: "lighthouse",
        figure: `${who}_${name}`,
        least: 95,
      })
    ),
  ];
}

/** The targets, a line each, and whether they were met. */
export function targetsTable(results: Results): string {
  const lookup: Lookup = (part, server = "parley") => {
    const found = results.parts[part]?.servers[server];
    return found === undefined || found.rounds.length === 0 ? undefined : found.medians;
  };
  const rows = TARGETS.map(({ what, wanted, reached }) => {
    const { shown, held } = reached(lookup) ?? { shown: "–" };
    return line([what, wanted, shown, held === undefined ? "" : held ? "yes" : "no"]);
  });
  return [line(["what", "target", "measured", "met"]), "| --- | ---: | ---: | --- |", ...rows].join("\n");
}

/** What else the store does, beside no other server. */
export function ownWords({ parts }: Results): string {
  const of = (part: string) => parts[part]?.servers.parley?.medians ?? {};
  const { p50, p99, fixed_p50, fixed_p99 } = of("posts");
  const { page_p50, page_p99, resume_p50, resume_p99 } = of("history");
  const { script } = of("start");
  const words = [];
  if (p50 !== undefined) {
    words.push(
      `With 1,000 posts in flight they take ${pair(p50, p99)} ms (p50 / p99), at 10,000 posts/s ${
        pair(fixed_p50, fixed_p99)
      } ms.`,
    );
  }
  if (page_p50 !== undefined) {
    words.push(
      `Pages take ${pair(page_p50, page_p99)} ms, resumes of 1,000 ${pair(resume_p50, resume_p99)} ms.`,
    );
  }
  if (script !== undefined) words.push(`The page's script is ${fixed(script)} kB after gzip.`);
  return words.join(" ");
}

interface Bound {
  part: string;
  figure: string;
  least?: number;
  most?: number;
}

function times(what: string, { part, figure, peer, ...bounds }: Bound & { peer: string }): Target {
  return {
    what,
    wanted: wantedOf(bounds, "×"),
    reached(figures) {
      const own = figures(part)?.[figure];
      const other = figures(part, peer)?.[figure];
      if (own === undefined || other === undefined) return undefined;
      return { shown: `${fixed(own / other)} ×`, held: holds(own / other, bounds) };
    },
  };
}

function bound(what: string, { part, figure, ...bounds }: Bound): Target {
  return {
    what,
    wanted: wantedOf(bounds, ""),
    reached(figures) {
      const value = figures(part)?.[figure];
      return value === undefined ? undefined : { shown: fixed(value)!, held: holds(value, bounds) };
    },
  };
}

function wantedOf({ least, most }: { least?: number; most?: number }, unit: string): string {
  const value = (least ?? most!).toLocaleString("en");
  return `${least === undefined ? "≤" : "≥"} ${value}${unit === "" ? "" : ` ${unit}`}`;
}

function holds(
  value: number,
  { least = -Infinity, most = Infinity }: { least?: number; most?: number },
): boolean {
  return value >= least && value <= most;
}
