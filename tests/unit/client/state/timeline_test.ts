import { batch, computed, effect, signal } from "@preact/signals";
import { assert, assertEquals } from "@std/assert";
import type { LogEvent } from "../../../../src/protocol/events.ts";
import type { HistoryAnchor } from "../../../../src/protocol/commands.ts";
import type { Entry, PendingEntry } from "../../../../src/client/state/entries.ts";
import { type Page, Timeline } from "../../../../src/client/state/timeline.ts";

function message(seq: number, author = "bob"): LogEvent {
  const user = { id: author, name: author };
  return {
    type: "message.posted",
    room: "r",
    seq,
    at: "2026-01-01T00:00:00.000Z",
    message: { id: `m${seq}`, author: user, clientId: `k${seq}`, text: `${seq}`, ordinal: seq },
  };
}

function setUp(log: LogEvent[], refusals = 0) {
  const asked: (HistoryAnchor & { limit: number })[] = [];
  const pending = signal<PendingEntry[]>([]);
  const timeline = new Timeline({
    self: () => "ada",
    history(anchor, limit): Promise<Page> {
      if (refusals-- > 0) return Promise.reject(new Error("refused"));
      asked.push({ ...anchor, limit });
      const end = anchor.before === undefined ? log.length : anchor.before - 1;
      const start = Math.max(0, end - limit);
      return Promise.resolve({ events: log.slice(start, end), more: start > 0 });
    },
    absorb: (events) => events,
    pending,
    messages: computed(() => log.length),
  });
  return { timeline, asked, pending };
}

function seqs(entries: Entry[]): (number | string)[] {
  return entries.map((entry) => "seq" in entry && entry.seq !== undefined ? entry.seq : entry.kind);
}

function upTo(count: number): LogEvent[] {
  return Array.from({ length: count }, (_, index) => message(index + 1));
}

Deno.test("Timeline loads the newest page, then older ones of 50, up to the start", async () => {
  const { timeline, asked } = setUp(upTo(120));
  assertEquals([timeline.ready.value, timeline.atStart.value], [false, false]);
  await timeline.open();
  assertEquals(seqs(timeline.entries.value), upTo(120).slice(-50).map(({ seq }) => seq));
  await timeline.loadOlder();
  assertEquals([timeline.entries.value.length, timeline.atStart.value], [100, false]);
  await timeline.loadOlder();
  await timeline.loadOlder();
  assertEquals(seqs(timeline.entries.value), upTo(120).map(({ seq }) => seq));
  assertEquals(timeline.atStart.value, true);
  assertEquals(asked, [{ limit: 50 }, { before: 71, limit: 50 }, { before: 21, limit: 50 }]);
});

Deno.test("Timeline asks once where it is asked twice", async () => {
  const { timeline, asked } = setUp(upTo(120));
  await Promise.all([timeline.open(), timeline.open(), timeline.loadOlder()]);
  await Promise.all([timeline.loadOlder(), timeline.loadOlder()]);
  assertEquals(asked.length, 2);
});

Deno.test("Timeline keeps what comes while its first page is on the way", async () => {
  const log = upTo(60);
  const { timeline } = setUp(log);
  const opening = timeline.open();
  timeline.append(message(61));
  timeline.append(message(62));
  await opening;
  assertEquals(seqs(timeline.entries.value), [...upTo(62).slice(10).map(({ seq }) => seq)]);
});

Deno.test("Timeline shows a hole where numbers are missing, and loads at most ten pages of it at once", async () => {
  const log = upTo(2_000);
  const { timeline, asked } = setUp(log.slice(0, 20));
  await timeline.open();
  timeline.append(message(1_900));
  assertEquals(timeline.entries.value.at(-2), {
    kind: "hole",
    key: "h20",
    after: 20,
    before: 1_900,
    missed: 1_879,
  });
  const full = setUp(log);
  await full.timeline.open();
  assertEquals(asked.length, 1);
});

Deno.test("Timeline.fillHole() waits for a load that is on its way, and leaves the rest of a large hole", async () => {
  const log = upTo(1_300);
  const part = log.slice(0, 60);
  const { timeline, asked } = setUp(part);
  await timeline.open();
  part.push(...log.slice(60));
  timeline.append(message(1_300));
  await Promise.all([timeline.loadOlder(), timeline.fillHole(60)]);
  const hole = timeline.entries.value.find((entry) => entry.kind === "hole")!;
  assertEquals([hole.key, hole.after, hole.before, hole.missed], ["h60", 60, 300, 239]);
  assertEquals(asked.length, 2 + 10);
  await timeline.fillHole(60);
  assertEquals(seqs(timeline.entries.value), log.map(({ seq }) => seq));
});

Deno.test("Timeline.fillHole() asks for nothing where there is no hole", async () => {
  const { timeline, asked } = setUp(upTo(10));
  await timeline.open();
  await timeline.fillHole(3);
  assertEquals(asked.length, 1);
});

Deno.test("Timeline puts pending messages last, and gives an own message the key that it had", async () => {
  const { timeline, pending } = setUp(upTo(3));
  await timeline.open();
  pending.value = [{ kind: "pending", key: "ck4", at: 0, clientId: "k4", text: "4", status: "sending" }];
  assertEquals(timeline.entries.value.at(-1)!.key, "ck4");
  batch(() => {
    timeline.append(message(4, "ada"));
    pending.value = [];
  });
  const last = timeline.entries.value.at(-1)!;
  assertEquals([last.kind, last.key, timeline.entries.value.length], ["message", "ck4", 4]);
});

Deno.test("Timeline makes one new list for a frame of 200 events, and keeps each row as it was", async () => {
  const { timeline } = setUp(upTo(20_000));
  await timeline.open();
  while (!timeline.atStart.value) await timeline.loadOlder();
  const before = timeline.entries.value;
  let lists = 0;
  const stop = effect(() => {
    timeline.entries.value;
    lists++;
  });
  batch(() => {
    for (let seq = 20_001; seq <= 20_200; seq++) timeline.append(message(seq));
  });
  stop();
  assertEquals([before.length, timeline.entries.value.length, lists], [20_000, 20_200, 2]);
  assert(before.every((entry, index) => timeline.entries.value[index] === entry));
});

Deno.test("Timeline drops the answer to a question from before it was cleared", async () => {
  const { timeline } = setUp(upTo(10));
  const opening = timeline.open();
  timeline.clear();
  await opening;
  assertEquals([timeline.ready.value, timeline.loading.value, timeline.entries.value], [false, false, []]);
});

Deno.test("Timeline begins anew where its first page was refused, and misses nothing", async () => {
  const log = upTo(60);
  const { timeline } = setUp(log, 1);
  const opening = timeline.open();
  for (const seq of [61, 62]) {
    log.push(message(seq));
    timeline.append(message(seq));
    await opening;
  }
  assertEquals([timeline.ready.value, timeline.entries.value], [false, []]);
  await timeline.open();
  assertEquals(seqs(timeline.entries.value), log.slice(-50).map(({ seq }) => seq));
});
