import { quantile } from "../load/stats.ts";
import { DEFAULT_PAGE } from "../../src/protocol/limits.ts";
import {
  allOpened,
  type Bout,
  type Figures,
  type Look,
  type Part,
  settle,
  withLoad,
} from "../support/part.ts";
import { seed, type Seeded } from "../support/seed.ts";

const MESSAGES = 1_000_000;
const LOOKS = 300;
const MISSED = 1_000;
const RESUMES = 30;
/** Searches of a kind: everyone may make 20 at once. */
const SEARCHED = 50;
/** What is looked for: in every message, in one of a hundred, in one, and phrases of words that all have. */
const SEARCHES = {
  search_common: "fox",
  search_words: "fox quick lazy from:person100000",
  search_rare: "br777777",
  search_phrase: '"quick brown fox jumps"',
};
/** Seconds that the index may take. */
const INDEXING = 600;
/** One person asks for 50 answers a second at most, so several ask in turn. */
export const READERS = 10;

/** (g) Reading a room of a million messages: a page anywhere in it, a resume of a thousand, and searches. */
export const history: Part = { name: "history", letters: "g", ownOnly: true, rounds: 3, measure };

async function measure(look: Look): Promise<Figures> {
  const dataDir = `${look.tools.dir}/million`;
  seeded ??= await seed(dataDir, { rooms: 1, people: READERS, messages: MESSAGES });
  const { tokens } = seeded;
  return await withLoad(look, (bout) => readAll(bout, seeded!), { dataDir, tokens });
}

let seeded: Seeded | undefined;

/** Times pages and resumes of the first seeded room. */
export async function readAll(
  { open, generator, running }: Bout,
  { rooms, messages }: Seeded,
): Promise<Figures> {
  await indexed(running.port);
  allOpened(await open(READERS));
  const { id: room, epoch } = rooms[0]!;
  const pages = await generator.tell("ask", {
    frames: Array.from({ length: LOOKS }, (_, look) =>
      JSON.stringify({
        type: "history",
        id: "q#",
        room,
        // Places all over the log, the same in each run.
        before: 1 + DEFAULT_PAGE + (look * 7_919) % Math.max(1, messages - DEFAULT_PAGE),
        limit: DEFAULT_PAGE,
      })),
  });
  const missed = Math.min(MISSED, messages - 1);
  const seq = rooms[0]!.seq - missed;
  const resumes = await generator.tell("ask", {
    frames: Array.from(
      { length: RESUMES },
      () => JSON.stringify({ type: "resume", id: "q#", rooms: [{ room, epoch, seq }] }),
    ),
  });
  // The first resume reads the store, those after it what is kept.
  const [first = NaN, ...others] = resumes.ms;
  const searches: Figures = {};
  for (const [name, query] of Object.entries(SEARCHES)) {
    const { ms } = await generator.tell("ask", {
      frames: Array.from({ length: SEARCHED }, () => JSON.stringify({ type: "search", id: "q#", query })),
    });
    Object.assign(searches, summary(name, ms));
  }
  return { ...summary("page", pages.ms), resume_first: first, ...summary("resume", others), ...searches };
}

/** Waits until all that was seeded can be found, so that nothing else runs beside what is measured. */
async function indexed(port: number): Promise<void> {
  for (let looks = 0; looks < INDEXING; looks++) {
    const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    if (/^parley_search_lag_seconds 0$/m.test(figures)) return;
    await settle(1_000);
  }
  throw new Error(`The messages are not indexed after ${INDEXING} seconds`);
}

function summary(name: string, ms: readonly number[]): Figures {
  const sorted = ms.toSorted((a, b) => a - b);
  return { [`${name}_p50`]: quantile(sorted, 0.5), [`${name}_p99`]: quantile(sorted, 0.99) };
}
