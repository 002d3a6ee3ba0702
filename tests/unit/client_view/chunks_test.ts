import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { CHUNK, type Chunked, chunked, type Row } from "../../../src/client/format/chunks.ts";
import type { Entry } from "../../../src/client/state/timeline.ts";

const NOON = new Date(2026, 10, 23, 12).getTime();
const MINUTE = 60_000;

interface Made {
  author?: string;
  at?: number;
  own?: boolean;
}

function message(seq: number, { author = "u1", at = NOON + seq, own = false }: Made = {}): Entry {
  const user = { id: author, name: author };
  const key = `m${seq}`;
  return {
    kind: "message",
    key,
    seq,
    at,
    own,
    asOf: seq,
    message: { id: key, author: user, clientId: key, text: "", ordinal: seq },
  };
}

function notice(seq: number, at = NOON + seq): Entry {
  return { kind: "notice", key: `n${seq}`, at, seq, notice: "joined", user: { id: `u${seq}`, name: "" } };
}

function pending(key: string, at: number): Entry {
  return { kind: "pending", key, at, clientId: key, text: "", status: "waiting" };
}

function rowsOf({ chunks }: Chunked): Row[] {
  return chunks.flatMap((chunk) => chunk.rows);
}

function drawn(made: Chunked): string[] {
  return rowsOf(made).map((row) => {
    if (row.kind === "posted") return row.head ? `[${row.key}]` : row.key;
    return row.kind === "notices" ? row.run.map((entry) => entry.key).join("+") : row.kind;
  });
}

Deno.test("chunked() groups messages of one author that are less than five minutes apart", () => {
  const entries = [
    message(1),
    message(2),
    message(3, { author: "u2" }),
    message(4, { author: "u2", at: NOON + 4 * MINUTE }),
    message(5, { author: "u2", at: NOON + 10 * MINUTE }),
  ];
  assertEquals(drawn(chunked(entries, undefined)), ["day", "[m1]", "m2", "[m3]", "m4", "[m5]"]);
});

Deno.test("chunked() groups own messages with those on their way", () => {
  const entries = [message(1, { author: "me", own: true }), pending("p1", NOON + 2), pending("p2", NOON + 3)];
  assertEquals(drawn(chunked(entries, undefined)), ["day", "[m1]", "p1", "p2"]);
});

Deno.test("chunked() begins a day and a group anew at midnight, by the reader's clock", () => {
  const midnight = new Date(2026, 10, 24).getTime();
  const entries = [message(1, { at: midnight - 1000 }), message(2, { at: midnight + 1000 })];
  assertEquals(drawn(chunked(entries, undefined)), ["day", "[m1]", "day", "[m2]"]);
});

Deno.test("chunked() shows a day once, though clocks run apart", () => {
  const midnight = new Date(2026, 10, 24).getTime();
  const times = [midnight - 2, midnight + 1, midnight - 1, midnight + 2];
  const entries = times.map((at, index) => message(index + 1, { at, author: `u${index}` }));
  assertEquals(drawn(chunked(entries, undefined)), ["day", "[m1]", "day", "[m2]", "[m3]", "[m4]"]);
});

Deno.test("chunked() puts the divider after the read mark, before the first message", () => {
  const entries = [message(1), notice(2), notice(3), message(4), message(5)];
  assertEquals(drawn(chunked(entries, 2)), ["day", "[m1]", "n2+n3", "divider", "[m4]", "m5"]);
  assertEquals(drawn(chunked(entries, 5)).includes("divider"), false);
});

Deno.test("chunked() keeps a run of notices whole", () => {
  const entries = Array.from({ length: 4 * CHUNK }, (_, index) => notice(index + 1));
  assertEquals(rowsOf(chunked(entries, undefined)).length, 2);
});

Deno.test("chunked() cuts at the same numbers, whatever is loaded before", () => {
  const entries = Array.from({ length: 120 }, (_, index) => message(index + 1));
  const late = chunked(entries.slice(60), undefined).chunks;
  const all = chunked(entries, undefined).chunks;
  assertEquals(late.at(-1)!.key, all.at(-1)!.key);
  assertEquals(late.at(-1)!.rows, all.at(-1)!.rows);
  assert(all.every((chunk, index) => index === 0 || chunk.key > all[index - 1]!.key));
});

Deno.test("chunked() makes one chunk anew for one new message", () => {
  const entries = Array.from({ length: 500 }, (_, index) => message(index + 1));
  const before = chunked(entries, undefined);
  const after = chunked([...entries, message(501)], undefined, before);
  const kept = after.chunks.filter((chunk, index) => chunk === before.chunks[index]).length;
  assertEquals(kept, before.chunks.length - 1);
});

Deno.test("chunked() keeps the rows of chunks that older pages leave as they are", () => {
  const entries = Array.from({ length: 200 }, (_, index) => message(index + 1));
  const before = chunked(entries.slice(100), undefined);
  const after = chunked(entries, undefined, before);
  assertStrictEquals(after.chunks.at(-1)!.rows, before.chunks.at(-1)!.rows);
});

Deno.test("chunked() draws the same from where it was as from nothing", () => {
  const step = fc.record({
    kind: fc.constantFrom("message", "message", "notice", "pending", "hole"),
    author: fc.constantFrom("u1", "u2", "me"),
    wait: fc.constantFrom(1000, 4 * MINUTE, 11 * 60 * MINUTE, -2 * MINUTE),
    gap: fc.integer({ min: 1, max: 30 }),
  });
  const log = fc.array(step, { maxLength: 60 }).map((steps) => {
    let seq = 0;
    let at = NOON;
    return steps.map(({ kind, author, wait, gap }): Entry => {
      at += wait;
      seq += gap;
      if (kind === "notice") return notice(seq, at);
      if (kind === "hole") {
        return { kind: "hole", key: `h${seq}`, after: seq - 1, before: seq + 1, missed: 1 };
      }
      if (kind === "pending") return pending(`p${seq}`, at);
      return message(seq, { author, at, own: author === "me" });
    });
  });
  fc.assert(
    fc.property(log, fc.nat(60), fc.option(fc.nat(400), { nil: undefined }), (entries, length, divider) => {
      const from = chunked(entries.slice(0, length), divider);
      const again = chunked(entries, divider, from);
      const anew = chunked(entries, divider);
      assertEquals(again.chunks.map((chunk) => chunk.key), anew.chunks.map((chunk) => chunk.key));
      assertEquals(drawn(again), drawn(anew));
      assertEquals(new Set(rowsOf(anew).map((row) => row.key)).size, rowsOf(anew).length);
    }),
  );
});

Deno.test("chunked() keeps the rows of the last chunk when a message comes, so that only the new one is drawn", () => {
  const entries = [message(1), message(2)];
  const before = chunked(entries, undefined);
  const after = chunked([...entries, message(3)], undefined, before);
  assertEquals(after.chunks.length, 1);
  assertEquals(after.chunks[0]!.rows.length, before.chunks[0]!.rows.length + 1);
  for (const [index, row] of before.chunks[0]!.rows.entries()) {
    assertStrictEquals(after.chunks[0]!.rows[index], row);
  }
});
