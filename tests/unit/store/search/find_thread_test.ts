import { assert, assertEquals, assertRejects } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { SearchError } from "../../../../src/store/search/query.ts";
import { openStore } from "../../../../src/store/open.ts";
import { StoreError } from "../../../../src/store/store.ts";
import { FindThread } from "../../../../src/store/sqlite/search/find_thread.ts";
import { indexPath } from "../../../../src/store/sqlite/search/index_file.ts";
import type { IndexPaths } from "../../../../src/store/sqlite/search/index_thread.ts";

const REQUEST = { terms: [{ text: "tea" }], rooms: [1], authors: [], limit: 5 };

Deno.test("a search that takes too long is given up, and those after it are served", async () => {
  await withIndex(async (paths) => {
    const thread = new FindThread(paths, { deadline: 300 });
    // Who holds the file makes the reader wait inside of SQLite, where nothing can be told to it.
    const holder = new DatabaseSync(paths.indexPath);
    holder.exec(
      "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; INSERT INTO rooms VALUES (9, 'e', 1); COMMIT",
    );
    const error = await assertRejects(() => thread.find(REQUEST), SearchError);
    assertEquals([error.kind, thread.counts.late], ["too_slow", 1]);
    holder.close();
    const patient = new FindThread(paths);
    assertEquals(await patient.find(REQUEST), { hits: [] });
    assertEquals(patient.counts, { found: 1, late: 0 });
    await Promise.all([thread.close(), patient.close()]);
  });
});

Deno.test("searches are answered in their order, and beyond a bound they are refused at once", async () => {
  await withIndex(async (paths) => {
    const thread = new FindThread(paths);
    const order: number[] = [];
    const asked = Array.from(
      { length: 70 },
      (_, index) => thread.find(REQUEST).then(() => void order.push(index), (error: Error) => error),
    );
    assertEquals(thread.waiting, 65);
    const refused = (await Promise.all(asked)).filter((outcome) => outcome instanceof SearchError);
    assertEquals([refused.length, order], [5, Array.from({ length: 65 }, (_, index) => index)]);
    assertEquals(thread.waiting, 0);
    await thread.close();
  });
});

Deno.test("what cannot be read is told to who asked, and what waits is refused at the end", async () => {
  await withIndex(async (paths) => {
    const thread = new FindThread({ ...paths, indexPath: `${paths.indexPath}.missing` });
    await assertRejects(() => thread.find(REQUEST), StoreError);
    await thread.close();
    await assertRejects(() => thread.find(REQUEST), StoreError, "closed");
    const closing = new FindThread(paths);
    const outcomes = [closing.find(REQUEST), closing.find(REQUEST)].map((find) =>
      find.then(() => "", String)
    );
    await closing.close();
    assert((await Promise.all(outcomes)).at(-1)!.includes("closed"));
  });
});

/** Runs with a store whose index is made, and closed. */
async function withIndex(use: (paths: IndexPaths) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  const store = openStore(dir);
  await store.search.caughtUp();
  await store.close();
  const storePath = `${dir}/parley.db`;
  try {
    await use({ storePath, indexPath: indexPath(storePath) });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}
