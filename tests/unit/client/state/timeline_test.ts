import { batch, computed, effect, signal } from "@preact/signals";
import { assert, assertEquals } from "@std/assert";
import type { LogEvent } from "../../../../src/protocol/events.ts";
import type { HistoryAnchor } from "../../../../src/protocol/commands.ts";
import type { ChangeEvent } from "../../../../src/client/state/change.ts";
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
      const last = anchor.around === undefined ? undefined : anchor.around + limit / 2 + 1;
      if (anchor.after !== undefined) {
        const events = log.slice(anchor.after, anchor.after + limit);
        return Promise.resolve({ events, more: anchor.after + limit < log.length, asOf: log.length });
      }
      const before = anchor.before ?? last;
      const end = before === undefined ? log.length : before - 1;
      const start = Math.max(0, end - limit);
      return Promise.resolve({ events: log.slice(start, end), more: start > 0, asOf: log.length });
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
  const { timeline } = setUp(upTo(1_000));
  await timeline.open();
  while (!timeline.atStart.value) await timeline.loadOlder();
  const before = timeline.entries.value;
  let lists = 0;
  const stop = effect(() => {
    timeline.entries.value;
    lists++;
  });
  batch(() => {
    for (let seq = 1_001; seq <= 1_200; seq++) timeline.append(message(seq));
  });
  stop();
  assertEquals([before.length, timeline.entries.value.length, lists], [1_000, 1_200, 2]);
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

Deno.test("Timeline lets go of what is far from a reader who goes back, and keeps its end", async () => {
  const { timeline } = setUp(upTo(10_000));
  await timeline.open();
  let most = 0;
  for (let top = 9_951; top > 4_000; top -= 50) {
    timeline.look({ from: top, to: top + 49 });
    await timeline.loadOlder();
    most = Math.max(most, timeline.entries.value.length);
  }
  assert(most <= 1_500, `${most} rows`);
  const rows = timeline.entries.value;
  const [hole] = rows.filter((row) => row.kind === "hole");
  // All that is there is whole, up to the hole and from there on to the end.
  const numbers = seqs(rows).map((seq) => seq === "hole" ? NaN : seq as number);
  const from = numbers[0]!;
  assertEquals(
    numbers.filter((seq) => !Number.isNaN(seq)),
    [...range(from, hole!.after), ...range(hole!.before, 10_000)],
  );
  assert(from < 4_002 && hole!.after > 4_400 && hole!.before <= 9_901);
  // On the way back the hole is filled from its older end, a page at a sight.
  await timeline.fillHole(hole!.after, "older");
  const rest = timeline.entries.value.find((row) => row.kind === "hole")!;
  assertEquals([rest.after, rest.before], [hole!.after + 100, hole!.before]);
});

Deno.test("Timeline keeps the newest rows where more and more comes, and loads older ones again", async () => {
  const log = upTo(100);
  const { timeline } = setUp(log);
  await timeline.open();
  for (let seq = 101; seq <= 5_000; seq++) {
    log.push(message(seq));
    timeline.append(log.at(-1)!);
    assert(timeline.entries.value.length <= 1_500);
  }
  const [first] = seqs(timeline.entries.value) as number[];
  assertEquals(seqs(timeline.entries.value), range(first!, 5_000));
  assertEquals(timeline.atStart.value, false);
  await timeline.loadOlder();
  assertEquals(seqs(timeline.entries.value), range(first! - 50, 5_000));
});

Deno.test("Timeline changes a message that is loaded, unless the page that it came in knew of the change", async () => {
  const log = upTo(5);
  const { timeline } = setUp(log);
  await timeline.open();
  const text = (seq: number) => timeline.find(seq)!.message.text;
  timeline.change(edit(5, 3, "older than the page"));
  assertEquals(text(3), "3");
  const before = timeline.entries.value;
  timeline.change(edit(6, 3, "newer"));
  assertEquals([text(3), text(2)], ["newer", "2"]);
  assertEquals(timeline.entries.value.map((entry, index) => entry === before[index]), [
    true,
    true,
    false,
    true,
    true,
  ]);
  timeline.append(message(7));
  timeline.change(edit(8, 7, "live"));
  timeline.change(edit(9, 99, "not here"));
  assertEquals(text(7), "live");
});

Deno.test("Timeline applies a change that came before the page that does not know of it", async () => {
  const { timeline } = setUp(upTo(5));
  const opening = timeline.open();
  timeline.change(edit(6, 3, "meanwhile"));
  await opening;
  assertEquals(timeline.find(3)!.message.text, "meanwhile");
});

Deno.test("Timeline.reach() loads a message with what is around it, and shows what is left out as holes", async () => {
  const { timeline, asked } = setUp(upTo(1_000));
  await timeline.open();
  assertEquals((await timeline.reach(300))?.seq, 300);
  const { entries } = timeline;
  assertEquals(seqs(entries.value), [...range(276, 325), "hole", ...range(951, 1_000)]);
  assertEquals((await timeline.reach(310))?.seq, 310);
  assertEquals(asked.length, 2);
  assertEquals((await timeline.reach(600))?.seq, 600);
  assertEquals(
    seqs(entries.value),
    [...range(276, 325), "hole", ...range(576, 625), "hole", ...range(951, 1_000)],
  );
  assertEquals(await timeline.reach(2_000), undefined);
  await timeline.loadOlder();
  assertEquals(seqs(entries.value)[0], 226);
});

Deno.test("Timeline.skip() forgets what it has, and takes no page from before", async () => {
  const log = upTo(60);
  const { timeline } = setUp(log);
  await timeline.open();
  const older = timeline.loadOlder();
  timeline.skip(100);
  await older;
  assertEquals([seqs(timeline.entries.value), timeline.ready.value], [[], true]);
  timeline.append(message(101));
  assertEquals(seqs(timeline.entries.value), [101]);
  await timeline.loadOlder();
  assertEquals(seqs(timeline.entries.value), [101]);
});

function edit(seq: number, of: number, text: string): ChangeEvent {
  const user = { id: "bob", name: "bob" };
  return { type: "message.edited", room: "r", seq, at: "2026-01-01T00:00:00.000Z", message: of, text, user };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
