import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { openStore } from "../../../src/store/open.ts";
import { backUp } from "../../../tools/backup.ts";
import { restore } from "../../../tools/restore.ts";

/** A data folder with a room and a message in it, and its open store. */
async function withData(
  use: (paths: { dir: string; database: string; copy: string; close(): Promise<void> }) => Promise<void>,
): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "parley-backup-" });
  const store = await openStore(dir);
  let open = true;
  const close = async () => {
    if (open) await store.close();
    open = false;
  };
  try {
    await store.rooms.create({ id: "tea", name: "tea", topic: "", epoch: "first", user: null });
    await use({ dir, database: `${dir}/parley.db`, copy: `${dir}/copy.db`, close });
  } finally {
    await close();
    await Deno.remove(dir, { recursive: true });
  }
}

async function epochOf(dir: string): Promise<string | undefined> {
  const store = await openStore(dir);
  try {
    return (await store.rooms.get("tea"))?.epoch;
  } finally {
    await store.close();
  }
}

Deno.test("a backup of an open store, restored, has its rooms with new epochs, and keeps what was there", async () => {
  await withData(async ({ dir, database, copy, close }) => {
    await backUp(database, copy);
    await close();
    assertEquals(await restore(copy, database), 1);
    assertNotEquals(await epochOf(dir), "first");
    assertEquals(Deno.statSync(`${database}.before-restore`).isFile, true);
  });
});

Deno.test("restore() works where there is no database yet", async () => {
  await withData(async ({ dir, database, copy }) => {
    await backUp(database, copy);
    assertEquals(await restore(copy, `${dir}/new/parley.db`), 1);
    assertNotEquals(await epochOf(`${dir}/new`), undefined);
  });
});

Deno.test("backUp() writes over no file", async () => {
  await withData(async ({ database, copy }) => {
    await Deno.writeTextFile(copy, "mine");
    await assertRejects(() => backUp(database, copy), Error, "already");
    assertEquals(await Deno.readTextFile(copy), "mine");
  });
});

Deno.test("restore() refuses a database that is in use, and a damaged backup; nothing has changed", async () => {
  await withData(async ({ dir, database, copy, close }) => {
    await backUp(database, copy);
    await assertRejects(() => restore(copy, database), Error, "stop the server first");
    await close();
    await Deno.writeFile(copy, new Uint8Array(8_192).fill(7));
    await assertRejects(() => restore(copy, database));
    assertEquals(await epochOf(dir), "first");
  });
});
