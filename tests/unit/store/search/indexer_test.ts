import { assert, assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../../../src/store/open.ts";
import { SearchFinder } from "../../../../src/store/sqlite/search/finder.ts";
import { indexPath } from "../../../../src/store/sqlite/search/index_file.ts";
import { SearchIndexer } from "../../../../src/store/sqlite/search/indexer.ts";

Deno.test("an edited message is found by what it says now, and a deleted one is not found", async () => {
  await withLog((log) => {
    log.post("the old secret");
    log.post("something else");
    log.index();
    log.edit(2, "a new story");
    log.index();
    assertEquals(log.find("secret"), []);
    assertEquals(log.find("story"), [2]);
    log.delete(2);
    log.index();
    assertEquals(log.find("story"), []);
    assertEquals(log.find("else"), [3]);
  });
});

Deno.test("changes that come in one batch with the message leave what came last", async () => {
  await withLog((log) => {
    log.post("first");
    log.edit(2, "second");
    log.edit(2, "third");
    log.post("another");
    log.delete(5);
    log.post("again");
    log.index();
    assertEquals(["first", "second", "third", "another", "again"].map((word) => log.find(word)), [
      [],
      [],
      [2],
      [],
      [7],
    ]);
  });
});

Deno.test("a deleted message is not shown in the moment before the index hears of it", async () => {
  await withLog((log) => {
    log.post("secret");
    log.index();
    log.delete(2);
    assertEquals(log.find("secret"), []);
  });
});

Deno.test("the text of a deleted message is in none of the index's files any more", async () => {
  await withLog((log) => {
    const word = "kryptonit";
    for (let index = 0; index < 2_000; index++) {
      log.post(index === 1_000 ? `the ${word} is here` : `message number ${index} of many`);
    }
    log.index();
    assert(log.isInFiles(word), "it is there at first");
    log.delete(1_002);
    log.index();
    assertEquals(log.find(word), []);
    assert(!log.isInFiles(word), "it is gone");
    log.edit(500, `again ${word}`);
    log.index();
    log.edit(500, "nothing");
    log.index();
    assert(!log.isInFiles(word), "so is what an edit took away");
    assertEquals(log.find("498"), []);
    assertEquals(log.find("499"), [501]);
  });
});

Deno.test("many messages of one moment all have their place, in their order", async () => {
  await withLog((log) => {
    const count = 3_000;
    for (let index = 0; index < count; index++) log.post(`tea ${index}`, { at: 1_000_000 });
    log.post("tea later", { at: 1_000_010 });
    log.index();
    const all = log.find("tea", 10_000);
    assertEquals(all.length, count + 1);
    assertEquals(all, all.toSorted((a, b) => b - a));
  });
});

Deno.test("an index that is missing, damaged, of another version or of other logs is built anew", async () => {
  await withLog((log) => {
    log.post("tea");
    log.index();
    const spoil: (() => void)[] = [
      () => Deno.removeSync(log.indexPath),
      () => Deno.writeTextFileSync(log.indexPath, "this is no database ".repeat(1_000)),
      () => log.inIndex("PRAGMA user_version = 7"),
      () => log.inStore("UPDATE rooms SET epoch = 'restored'"),
      // As after a restore by hand: the log is shorter than what was indexed, then goes on with other messages.
      () => log.inIndex("UPDATE rooms SET seq = 10"),
    ];
    for (const one of spoil) {
      one();
      log.index();
      assertEquals(log.find("tea"), [2], String(one));
    }
  });
});

Deno.test("where a crash cut the work off, it goes on", async () => {
  await withLog((log) => {
    for (let index = 0; index < 1_200; index++) log.post(`tea ${index}`);
    const indexer = new SearchIndexer(log.storePath, log.indexPath);
    assert(indexer.step(), "there is more");
    indexer.close();
    log.index();
    assertEquals(log.find("tea", 2_000).length, 1_200);
  });
});

interface Log {
  storePath: string;
  indexPath: string;
  post(text: string, options?: { at?: number }): void;
  edit(message: number, text: string): void;
  delete(message: number): void;
  /** Brings the index up to the log. */
  index(): void;
  /** Numbers of the messages with this word. */
  find(text: string, limit?: number): number[];
  inStore(sql: string): void;
  inIndex(sql: string): void;
  isInFiles(text: string): boolean;
}

/** Runs on a room's log that is written as the store writes it, whose first event is the room's making. */
async function withLog(use: (log: Log) => void): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  await openStore(dir).close();
  const storePath = `${dir}/parley.db`;
  const database = new DatabaseSync(storePath);
  database.exec("PRAGMA synchronous = OFF");
  let seq = 1;
  database.exec(
    `INSERT INTO users (no, name, created_at) VALUES (1, 'ada', 0);
      INSERT INTO rooms (no, id, name, topic, epoch, seq, messages, created_at) VALUES (1, 'r', 'r', '', 'e', 1, 0, 0)`,
  );
  const insert = database.prepare(
    `INSERT INTO events (room, seq, type, at, user, ordinal, body, details) VALUES (1, ?, ?, ?, 1, 0, ?, ?)`,
  );
  const log: Log = {
    storePath,
    indexPath: indexPath(storePath),
    post: (text, { at = 1_000_000 + seq } = {}) => append("message.posted", text, { at }),
    edit: (message, text) => append("message.edited", text, { details: JSON.stringify({ message }) }),
    delete(message) {
      database.exec(
        `UPDATE events SET body = '' WHERE seq = ${message} OR (type = 'message.edited' AND details ->> 'message' = ${message})`,
      );
      append("message.deleted", "", { details: JSON.stringify({ message }) });
    },
    index() {
      const indexer = new SearchIndexer(storePath, log.indexPath);
      for (let steps = 0; indexer.step(); steps++) assert(steps < 100);
      indexer.close();
    },
    find(text, limit = 50) {
      const finder = new SearchFinder(storePath, log.indexPath);
      try {
        const found: number[] = [];
        let cursor: string | undefined;
        do {
          const page = finder.find({ terms: [{ text }], rooms: [1], authors: [], limit, cursor });
          found.push(...page.hits.map((hit) => hit.seq));
          ({ cursor } = page);
        } while (cursor !== undefined);
        return found;
      } finally {
        finder.close();
      }
    },
    inStore: (sql) => database.exec(sql),
    inIndex(sql) {
      using index = new DatabaseSync(log.indexPath);
      index.exec(sql);
    },
    isInFiles: (text) =>
      ["", "-wal"].some((suffix) => {
        try {
          return new TextDecoder("latin1").decode(Deno.readFileSync(log.indexPath + suffix)).includes(text);
        } catch (error) {
          if (error instanceof Deno.errors.NotFound) return false;
          throw error;
        }
      }),
  };
  try {
    use(log);
  } finally {
    database.close();
    await Deno.remove(dir, { recursive: true });
  }

  function append(type: string, body: string, { at = 0, details = null as string | null }): void {
    seq++;
    insert.run(seq, type, at, body, details);
    database.exec(`UPDATE rooms SET seq = ${seq}`);
  }
}
