import { assertEquals } from "@std/assert";
import type { Answers } from "../../../../src/protocol/commands.ts";
import type { SearchResult } from "../../../../src/protocol/models.ts";
import { Search } from "../../../../src/client/state/search.ts";

interface Asked {
  fields: { query: string; cursor?: string; room?: string };
  answer(value: Partial<Answers["search"]>): Promise<void>;
  refuse(message: string): Promise<void>;
}

Deno.test("pages follow one another, and what is typed anew begins anew", async () => {
  const { search, asked } = make();
  type(search, "tea");
  await asked[0]!.answer({ results: [result(9), result(8)], more: true, cursor: "c1" });
  search.loadMore();
  assertEquals(asked[1]!.fields.cursor, "c1");
  await asked[1]!.answer({ results: [result(7)], more: false });
  assertEquals([seqs(search), search.more.value], [[9, 8, 7], false]);
  type(search, "coffee");
  assertEquals(asked[2]!.fields, { ...asked[2]!.fields, query: "coffee", cursor: undefined });
  await asked[2]!.answer({ results: [], more: false });
  assertEquals(seqs(search), []);
});

Deno.test("a late answer to what is not asked any more is dropped", async () => {
  const { search, asked } = make();
  type(search, "te");
  type(search, "tea");
  await asked[1]!.answer({ results: [result(5)], more: false });
  await asked[0]!.answer({ results: [result(1)], more: true, cursor: "old" });
  assertEquals([seqs(search), search.more.value, search.searching.value], [[5], false, false]);
  type(search, "");
  assertEquals(search.results.value, undefined);
});

Deno.test("the same query is asked once, and again after it failed or when it is asked for", async () => {
  const { search, asked } = make();
  type(search, "tea");
  type(search, " tea ");
  assertEquals(asked.length, 1);
  await asked[0]!.refuse("Too fast: wait a moment");
  assertEquals(search.fault.value, "Too fast: wait a moment");
  type(search, "tea");
  await asked[1]!.answer({ results: [result(3)], more: false, building: true });
  assertEquals([search.fault.value, search.building.value], ["", true]);
  search.room.value = "lobby";
  search.run();
  assertEquals(asked[2]!.fields.room, "lobby");
  search.run({ again: true });
  assertEquals(asked.length, 4);
});

Deno.test("a next page that fails leaves what was found", async () => {
  const { search, asked } = make();
  type(search, "tea");
  await asked[0]!.answer({ results: [result(9)], more: true, cursor: "c1" });
  search.loadMore();
  await asked[1]!.refuse("There is no connection");
  assertEquals([seqs(search), search.fault.value], [[9], "There is no connection"]);
});

function make(): { search: Search; asked: Asked[] } {
  const asked: Asked[] = [];
  const request = (_type: string, fields: Asked["fields"]) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answers["search"]>();
    const settled = () => promise.then(() => {}, () => {}).then(() => {});
    asked.push({
      fields,
      answer: (value) => (resolve({ results: [], more: false, ...value }), settled()),
      refuse: (message) => (reject(new Error(message)), settled()),
    });
    return promise;
  };
  const search = new Search({ request } as unknown as ConstructorParameters<typeof Search>[0]);
  return { search, asked };
}

function type(search: Search, query: string): void {
  search.query.value = query;
  search.run();
}

function result(seq: number): SearchResult {
  return {
    room: "lobby",
    seq,
    at: "2026-11-01T00:00:00.000Z",
    id: `m${seq}`,
    author: { id: "u1", name: "ada" },
    excerpt: { text: "tea", marks: [[0, 3]] },
  };
}

function seqs(search: Search): number[] | undefined {
  return search.results.value?.map(({ seq }) => seq);
}
