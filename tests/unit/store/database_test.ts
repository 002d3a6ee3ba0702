import { assert, assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { SqliteLog } from "../../../src/store/sqlite/log.ts";
import { migrate } from "../../../src/store/sqlite/migrate.ts";
import { SqliteMemberships } from "../../../src/store/sqlite/memberships.ts";
import { SqliteAudit } from "../../../src/store/sqlite/audit.ts";
import { SqliteRooms } from "../../../src/store/sqlite/rooms.ts";
import type { SqliteDatabase } from "../../../src/store/sqlite/database.ts";
import { StoreError } from "../../../src/store/store.ts";
import { withFolder } from "./support.ts";

function pragma(database: SqliteDatabase, name: string): unknown {
  return Object.values(database.get<Record<string, unknown>>(`PRAGMA ${name}`)!)[0];
}

async function openLog(database: SqliteDatabase): Promise<SqliteLog> {
  migrate(database);
  const log = new SqliteLog(database);
  await makeRooms(database, log).create({
    id: "lobby",
    name: "lobby",
    topic: "",
    epoch: "e1",
    user: null,
  });
  return log;
}

function makeRooms(database: SqliteDatabase, log: SqliteLog): SqliteRooms {
  const audit = new SqliteAudit(database, log);
  return new SqliteRooms(database, {
    log,
    memberships: new SqliteMemberships(database, { log, audit }),
    audit,
  });
}

function post(log: SqliteLog, id: string, body = "hello") {
  return log.append({
    room: "lobby",
    type: "message.posted",
    user: { id: "u1", name: "ada" },
    clientId: id,
    body,
  });
}

Deno.test("SqliteDatabase writes ahead, syncs every commit and keeps to references", async () => {
  await withFolder(({ open }) => {
    const database = open();
    assertEquals(pragma(database, "journal_mode"), "wal");
    assertEquals(pragma(database, "synchronous"), 2);
    assertEquals(pragma(database, "foreign_keys"), 1);
  });
});

Deno.test("write() makes one commit of all that is asked for in a turn", async () => {
  await withFolder(async ({ open }) => {
    const database = open();
    let commits = 0;
    database.addHooks({ beforeCommit: () => commits++, afterCommit() {}, afterRollback() {} });
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((number) => database.write(() => order.push(number))));
    await database.write(() => order.push(4));
    assertEquals([commits, order], [2, [1, 2, 3, 4]]);
  });
});

Deno.test("work that takes long is committed turn by turn, so that others are served in between", async () => {
  await withFolder(async ({ open }) => {
    const database = open();
    let commits = 0;
    database.addHooks({ beforeCommit: () => commits++, afterCommit() {}, afterRollback() {} });
    const order: string[] = [];
    const work = (name: string) =>
      database.write(() => {
        const ends = performance.now() + 30;
        while (performance.now() < ends);
        order.push(name);
      });
    const all = Promise.all(["a", "b", "c"].map(work));
    setImmediate(() => order.push("somebody else"));
    await all;
    assertEquals([commits, order], [3, ["a", "somebody else", "b", "c"]]);
  });
});

Deno.test("close() commits all that waits, however long it takes", async () => {
  await withFolder(async ({ open }) => {
    const database = open();
    const slow = (value: number) =>
      database.write(() => {
        const ends = performance.now() + 30;
        while (performance.now() < ends);
        return value;
      });
    const all = Promise.all([1, 2, 3].map(slow));
    database.close();
    assertEquals(await all, [1, 2, 3]);
  });
});

Deno.test("write() gives each its own value, and each failure to its own asker", async () => {
  await withFolder(async ({ open }) => {
    const database = open();
    const runs = [0, 0];
    const settled = await Promise.allSettled([
      database.write(() => ++runs[0]!),
      database.write(() => {
        runs[1]!++;
        throw new RangeError("no");
      }),
      database.write(() => "b"),
    ]);
    assertEquals(settled.map((one) => one.status === "fulfilled" ? one.value : one.reason.message), [
      2,
      "no",
      "b",
    ]);
    assertEquals(runs, [2, 2]);
  });
});

Deno.test("a hook that throws after a commit neither undoes it nor keeps the writers waiting", async () => {
  await withFolder(async ({ open }) => {
    const database = open();
    const log = await openLog(database);
    const reported: unknown[] = [];
    const onError = (event: ErrorEvent) => {
      event.preventDefault();
      reported.push(event.error.message);
    };
    addEventListener("error", onError);
    const told: number[] = [];
    log.onCommitted(() => {
      throw new Error("listener");
    });
    log.onCommitted((records) => told.push(...records.map(({ seq }) => seq)));
    const appended = await Promise.all([post(log, "k1"), post(log, "k2")]);
    removeEventListener("error", onError);
    assertEquals(appended.map((one) => one.outcome), ["stored", "stored"]);
    assertEquals([told, reported], [[2, 3], ["listener"]]);
  });
});

Deno.test("a full disk refuses with `full`, loses nothing that was acknowledged, and works again with more space", async () => {
  await withFolder(async ({ dir, open }) => {
    const database = open();
    const log = await openLog(database);
    const told: number[] = [];
    log.onCommitted((records) => told.push(...records.map(({ seq }) => seq)));
    const pages = pragma(database, "page_count") as number;
    database.exec(`PRAGMA max_page_count = ${pages + 10}`);
    const acknowledged: number[] = [];
    let refused: unknown;
    for (let number = 0; refused === undefined && number < 1_000; number++) {
      const one = await post(log, `k${number}`, "x".repeat(2_000)).catch((error) => void (refused = error));
      if (one?.outcome === "stored") acknowledged.push(one.seq);
    }
    assertInstanceOf(refused, StoreError);
    assertEquals(refused.kind, "full");
    const both = await Promise.allSettled([
      post(log, "a", "x".repeat(9_000)),
      post(log, "b", "x".repeat(9_000)),
    ]);
    assert(
      both.every((one) =>
        one.status === "rejected" && one.reason instanceof StoreError && one.reason.kind === "full"
      ),
    );
    const stored = async () => (await log.read("lobby", { limit: 10_000 })).slice(1).map(({ seq }) => seq);
    assert(acknowledged.length > 3);
    assertEquals(await stored(), acknowledged);

    database.exec(`PRAGMA max_page_count = ${pages + 1_000}`);
    const next = await post(log, "a", "x".repeat(9_000));
    assertEquals(next, {
      outcome: "stored",
      seq: acknowledged.at(-1)! + 1,
      messageId: next.outcome === "stored" ? next.messageId : "",
      repeated: false,
    });
    assertEquals(await stored(), [...acknowledged, acknowledged.at(-1)! + 1]);
    assertEquals(told, await stored());
    assertEquals(pragma(open(`${dir}/parley.db`), "integrity_check"), "ok");
  });
});

Deno.test("a file that another process keeps locked is `unavailable`, and nothing is stored", async () => {
  await withFolder(async ({ open }) => {
    const database = open();
    const log = await openLog(database);
    const other = open();
    database.exec("PRAGMA busy_timeout = 0");
    other.exec("BEGIN IMMEDIATE");
    const error = await assertRejects(() => Promise.all([post(log, "k1"), post(log, "k2")]), StoreError);
    assertEquals(error.kind, "unavailable");
    other.exec("ROLLBACK");
    const next = await post(log, "k3");
    assertEquals(next.outcome === "stored" && next.seq, 2);
  });
});

Deno.test("what is committed is there for another reader at once, what is rolled back never", async () => {
  await withFolder(async ({ open }) => {
    const database = open();
    const log = await openLog(database);
    const other = open();
    const seen = () =>
      other.all<{ seq: number }>("SELECT seq FROM events ORDER BY seq").map(({ seq }) => seq);
    const failing = database.write(() => {
      log.appendNow({ room: "lobby", type: "message.posted", user: null, body: "lost" });
      throw new Error("no");
    });
    await assertRejects(() => failing, Error, "no");
    assertEquals(seen(), [1]);
    await post(log, "k1");
    assertEquals(seen(), [1, 2]);
  });
});

Deno.test("a room whose making was rolled back is made anew, with numbers of its own", async () => {
  await withFolder(async ({ open }) => {
    const database = open();
    const log = await openLog(database);
    const rooms = makeRooms(database, log);
    const draft = { name: "tea", topic: "", epoch: "e2", user: null };
    const settled = await Promise.allSettled([
      rooms.create({ id: "tea", ...draft }),
      database.write(() => {
        throw new Error("no");
      }),
      rooms.create({ id: "art", ...draft }),
    ]);
    assertEquals(settled.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
    for (const room of ["tea", "art"]) {
      assertEquals(
        (await log.read(room, { limit: 9 })).map(({ seq, body }) => [seq, JSON.parse(body).name]),
        [[1, "tea"]],
      );
    }
  });
});
