import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { pathToFileURL } from "node:url";
import type { SqliteDatabase } from "../../../src/store/sqlite/database.ts";
import { migrate } from "../../../src/store/sqlite/migrate.ts";
import { SqliteStore } from "../../../src/store/sqlite/store.ts";
import { withFolder } from "./support.ts";

const REAL = new URL("../../../src/store/migrations/sqlite/", import.meta.url);
const VERSIONS = [...Deno.readDirSync(REAL)].map(({ name }) => name).filter((name) => name.endsWith(".sql"))
  .sort();

const FIRST = `INSERT INTO users VALUES (1, 'ada', 1);
    INSERT INTO usernames VALUES ('ada', 1, NULL);
    INSERT INTO sessions VALUES ('token', 1, 1, 9000000000000);
    INSERT INTO rooms VALUES (1, 'lobby', 'lobby', 'hello', 'e1', 3, 1, 1);
    INSERT INTO memberships VALUES (1, 1, 2, 0);
    INSERT INTO events VALUES (1, 1, 'room.created', 1, NULL, NULL, 0, '{"name":"lobby","topic":"hello"}');
    INSERT INTO events VALUES (1, 2, 'member.joined', 1, 1, NULL, 0, '{}');
    INSERT INTO events VALUES (1, 3, 'message.posted', 1, 1, 'k1', 1, 'hello');`;
const NAMED_ROOMS = FIRST.replace(
  "INTO rooms VALUES",
  "INTO rooms (no, id, name, topic, epoch, seq, messages, created_at) VALUES",
);
const NAMED_EVENTS = NAMED_ROOMS.replaceAll(
  "INTO events VALUES",
  "INTO events (room, seq, type, at, user, client_id, ordinal, body) VALUES",
);
const NAMED_MEMBERSHIPS = NAMED_EVENTS.replace(
  "INTO memberships VALUES",
  "INTO memberships (room, user, read_seq, read_ordinal) VALUES",
);
const NAMED_ALL = NAMED_MEMBERSHIPS.replace("INTO users VALUES", "INTO users (no, name, created_at) VALUES")
  .replace("INTO sessions VALUES", "INTO sessions (token_hash, user, created_at, expires_at) VALUES");
/** What a database of each schema version may hold, where that is not the same as in the newest. */
const ROWS: Record<number, string> = {
  1: FIRST,
  2: NAMED_ROOMS,
  3: NAMED_EVENTS,
  4: NAMED_MEMBERSHIPS,
  5: NAMED_ALL,
  6: NAMED_ALL,
  7: NAMED_ALL,
  8: NAMED_ALL,
  9: NAMED_ALL,
  10: NAMED_ALL,
  11: NAMED_ALL,
};

async function makeFolder(dir: string, files: Record<string, string>): Promise<URL> {
  await Deno.mkdir(`${dir}/migrations`, { recursive: true });
  for (const [name, sql] of Object.entries(files)) await Deno.writeTextFile(`${dir}/migrations/${name}`, sql);
  return pathToFileURL(`${dir}/migrations/`);
}

function version(database: SqliteDatabase): number {
  return database.get<{ user_version: number }>("PRAGMA user_version")!.user_version;
}

function tables(database: SqliteDatabase): string[] {
  return database.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .map(({ name }) => name);
}

Deno.test("migrate() brings an empty file to the newest schema, and does nothing the second time", async () => {
  await withFolder(({ open }) => {
    const database = open();
    migrate(database);
    assertEquals(version(database), VERSIONS.length);
    const made = tables(database);
    migrate(database);
    assertEquals([version(database), tables(database)], [VERSIONS.length, made]);
  });
});

Deno.test("migrate() applies the files in the order of their numbers, only those that are new, and no other files", async () => {
  await withFolder(async ({ dir, open }) => {
    const folder = await makeFolder(dir, {
      "0002_b.sql": "INSERT INTO a VALUES (2);",
      "0001_a.sql": "CREATE TABLE a (no INTEGER); INSERT INTO a VALUES (1);",
      "README.md": "no SQL",
    });
    const database = open();
    migrate(database, folder);
    await makeFolder(dir, { "0010_c.sql": "INSERT INTO a VALUES (3) -- a comment at the end" });
    migrate(database, folder);
    assertEquals(database.all<{ no: number }>("SELECT no FROM a").map(({ no }) => no), [1, 2, 3]);
    assertEquals(version(database), 3);
  });
});

Deno.test("migrate() rolls a step that fails back whole, names it, and keeps the steps before it", async () => {
  await withFolder(async ({ dir, open }) => {
    const folder = await makeFolder(dir, {
      "0001_a.sql": "CREATE TABLE a (no INTEGER);",
      "0002_b.sql": "CREATE TABLE b (no INTEGER); INSERT INTO a VALUES (1); INSERT INTO nowhere VALUES (1);",
    });
    const database = open();
    for (let attempt = 0; attempt < 2; attempt++) {
      const error = assertThrows(() => migrate(database, folder), Error, "0002_b.sql failed");
      assertStringIncludes((error.cause as Error).message, "nowhere");
      assertEquals([tables(database), version(database)], [["a"], 1]);
      assertEquals(database.all("SELECT * FROM a"), []);
    }
    await makeFolder(dir, { "0002_b.sql": "CREATE TABLE b (no INTEGER);" });
    migrate(database, folder);
    assertEquals([tables(database), version(database)], [["a", "b"], 2]);
  });
});

Deno.test("migrate() tells the reason where another process holds the file", async () => {
  await withFolder(async ({ dir, open }) => {
    const folder = await makeFolder(dir, { "0001_a.sql": "CREATE TABLE a (no INTEGER);" });
    const [mine, other] = [open(), open()];
    mine.exec("PRAGMA busy_timeout = 0");
    other.exec("BEGIN IMMEDIATE");
    const error = assertThrows(() => migrate(mine, folder), Error, "0001_a.sql failed");
    assertStringIncludes((error.cause as Error).message, "locked");
    other.exec("ROLLBACK");
    migrate(mine, folder);
    assertEquals(version(mine), 1);
  });
});

Deno.test("migrate() refuses a file of a newer version, and leaves it as it is", async () => {
  await withFolder(({ dir, open }) => {
    const database = open();
    migrate(database);
    database.exec(`PRAGMA user_version = ${VERSIONS.length + 1}`);
    const message = assertThrows(() => new SqliteStore(`${dir}/parley.db`), Error).message;
    assertStringIncludes(
      message,
      `its schema is ${VERSIONS.length + 1}, this version knows ${VERSIONS.length}`,
    );
    assertEquals(version(database), VERSIONS.length + 1);
  });
});

for (const [index, name] of VERSIONS.entries()) {
  Deno.test(`a database of the schema ${name} is opened with all that it holds`, async () => {
    await withFolder(async ({ dir, open }) => {
      const files = VERSIONS.slice(0, index + 1).map((
        file,
      ) => [file, Deno.readTextFileSync(new URL(file, REAL))]);
      const database = open();
      migrate(database, await makeFolder(dir, Object.fromEntries(files)));
      database.exec(ROWS[index + 1] ?? NAMED_ALL);
      database.close();
      const store = new SqliteStore(`${dir}/parley.db`);
      const ada = { id: "u1", name: "ada" };
      const lobby = { id: "lobby", name: "lobby", topic: "hello", epoch: "e1", seq: 3, messages: 1 };
      assertEquals(await store.rooms.list(), [{ ...lobby, members: 1 }]);
      assertEquals(await store.memberships.ofUser(ada), [{
        room: lobby,
        read: { seq: 2, ordinal: 0 },
        role: "member",
        settings: { involvement: "everything", favourite: null },
      }]);
      assertEquals(await store.sessions.find("token", { now: 2, expiresAt: 2 }), {
        user: ada,
        expiresAt: 9_000_000_000_000,
      });
      assertEquals((await store.accounts.get(ada))?.role, "guest");
      assertEquals(await store.accounts.findByName("ada"), undefined);
      const records = await store.log.read("lobby", { limit: 10 });
      assertEquals(records.map(({ seq, user, body }) => [seq, user?.name, body]), [
        [1, undefined, '{"name":"lobby","topic":"hello"}'],
        [2, "ada", "{}"],
        [3, "ada", "hello"],
      ]);
      const again = {
        room: "lobby",
        type: "message.posted",
        user: ada,
        clientId: "k1",
        body: "hello",
      } as const;
      const repeated = await store.log.append(again);
      assertEquals(repeated.outcome === "stored" && [repeated.seq, repeated.repeated], [3, true]);
      const next = await store.log.append({ ...again, clientId: "k2" });
      assertEquals(next.outcome === "stored" && next.seq, 4);
      await store.close();
    });
  });
}
