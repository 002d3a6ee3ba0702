import type { Entry, HoleEntry, MessageEntry, NoticeEntry, PendingEntry } from "../state/timeline.ts";
import { nextDay } from "./times.ts";

export type Posted = MessageEntry | PendingEntry;
/** One line of the log. `head`: the message begins a group, so its author and time are shown. */
export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "divider"; key: string }
  | { kind: "posted"; key: string; entry: Posted; head: boolean }
  | { kind: "notices"; key: string; run: NoticeEntry[] }
  | { kind: "hole"; key: string; entry: HoleEntry };
/** Neighbouring rows that are mounted together. Keys grow with the log and stay when older pages come before. */
export interface Chunk {
  key: number;
  rows: Row[];
  /** Where it begins, to be cut from there again. */
  start: Start;
}
interface Start {
  /** Index of the first entry. */
  index: number;
  /** End of the day that the entry before is shown in. */
  dayEnd: number;
  /** Whether the divider is still to come. */
  undivided: boolean;
}
/** The chunks of a list of entries, and what they were made of. */
export interface Chunked {
  entries: readonly Entry[];
  divider: number | undefined;
  chunks: Chunk[];
}

/** Numbers of the log that fall into one chunk. */
export const CHUNK = 25;
const GROUP_MS = 5 * 60_000;

/**
 * Cuts entries into rows and rows into chunks. Where `before` has the same entries at its beginning, its chunks are taken
 * as they are, so that a new message costs one chunk and not the whole log.
 */
export function chunked(entries: readonly Entry[], divider: number | undefined, before?: Chunked): Chunked {
  if (before?.entries === entries && before.divider === divider) return before;
  const kept = before !== undefined && before.divider === divider ? keptChunks(entries, before) : [];
  const start = kept.pop()?.start ?? { index: 0, dayEnd: -Infinity, undivided: true };
  const fresh = cut(entries, start, { divider, floor: kept.at(-1)?.key ?? -Infinity });
  if (before !== undefined) reuse(fresh, before.chunks);
  return { entries, divider, chunks: [...kept, ...fresh] };
}

/** The chunks of `before` that begin within the shared beginning; the last of them may have changed. */
function keptChunks(entries: readonly Entry[], before: Chunked): Chunk[] {
  let shared = 0;
  while (shared < entries.length && entries[shared] === before.entries[shared]) shared++;
  const end = before.chunks.findLastIndex((chunk) => chunk.start.index < shared);
  return before.chunks.slice(0, end + 1);
}

/** Puts the same rows in the place of equal ones, so that what is mounted is not drawn again. */
function reuse(fresh: Chunk[], before: Chunk[]): void {
  const old = new Map(before.map((chunk) => [chunk.key, chunk]));
  for (const chunk of fresh) {
    const same = old.get(chunk.key);
    if (same === undefined) continue;
    const { rows } = chunk;
    for (const [index, row] of rows.entries()) {
      const was = same.rows[index];
      if (was !== undefined && sameRow(row, was)) rows[index] = was;
    }
    if (rows.length === same.rows.length && rows.every((row, index) => row === same.rows[index])) {
      chunk.rows = same.rows;
    }
  }
}

function sameRow(a: Row, b: Row): boolean {
  if (a.key !== b.key || a.kind !== b.kind) return false;
  if (a.kind === "posted" && b.kind === "posted") return a.entry === b.entry && a.head === b.head;
  if (a.kind === "hole" && b.kind === "hole") return a.entry === b.entry;
  if (a.kind === "notices" && b.kind === "notices") {
    return a.run.length === b.run.length && a.run.every((notice, index) => notice === b.run[index]);
  }
  return true;
}

/** Makes the chunks of the entries from `start` on; the keys are above `floor`. */
function cut(
  entries: readonly Entry[],
  start: Start,
  { divider = Infinity, floor }: { divider: number | undefined; floor: number },
): Chunk[] {
  const chunks: Chunk[] = [];
  let chunk: Chunk | undefined;
  let last: Row | undefined;
  let previous = start.index > 0 ? asPosted(entries[start.index - 1]!) : undefined;
  let { dayEnd, undivided } = start;
  for (let index = start.index; index < entries.length; index++) {
    const entry = entries[index]!;
    const seq = seqOf(entry);
    // Clocks order nothing: a day begins with the first entry that is in it, and what is older than its neighbour stays there.
    const newDay = entry.kind !== "hole" && entry.at >= dayEnd;
    const divides = undivided && entry.kind === "message" && entry.seq > divider;
    const joins = entry.kind === "notice" && last?.kind === "notices" && !newDay;
    const key = Math.max(chunk?.key ?? floor, seq === undefined ? -Infinity : Math.floor(seq / CHUNK));
    if (chunk === undefined || (key > chunk.key && !joins)) {
      chunks.push(
        chunk = { key: Number.isFinite(key) ? key : 0, rows: [], start: { index, dayEnd, undivided } },
      );
    }
    if (newDay) {
      dayEnd = nextDay(entry.at);
      chunk.rows.push(last = { kind: "day", key: `day ${dayEnd}`, at: entry.at });
      previous = undefined;
    }
    if (divides) {
      if (!entry.own) chunk.rows.push(last = { kind: "divider", key: "divider" });
      undivided = false;
      previous = undefined;
    }
    if (joins) (last as Extract<Row, { kind: "notices" }>).run.push(entry);
    else chunk.rows.push(last = toRow(entry, previous));
    previous = asPosted(entry);
  }
  return chunks;
}

function toRow(entry: Entry, previous: Posted | undefined): Row {
  const { key } = entry;
  if (entry.kind === "notice") return { kind: "notices", key, run: [entry] };
  if (entry.kind === "hole") return { kind: "hole", key, entry };
  return { kind: "posted", key, entry, head: !continues(previous, entry) };
}

/** Whether a message belongs to the group of the one before it: same author, less than five minutes apart. */
function continues(previous: Posted | undefined, entry: Posted): boolean {
  return previous !== undefined && authorOf(previous) === authorOf(entry) &&
    Math.abs(entry.at - previous.at) < GROUP_MS;
}

function authorOf(entry: Posted): string {
  return entry.kind === "pending" || entry.own ? "own" : entry.message.author.id;
}

function asPosted(entry: Entry): Posted | undefined {
  return entry.kind === "message" || entry.kind === "pending" ? entry : undefined;
}

function seqOf(entry: Entry): number | undefined {
  if (entry.kind === "hole") return entry.after + 1;
  return entry.kind === "pending" ? undefined : entry.seq;
}
