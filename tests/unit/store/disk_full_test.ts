import { assert, assertEquals, assertRejects } from "@std/assert";
import { SqliteStore } from "../../../src/store/sqlite/store.ts";
import { StoreError } from "../../../src/store/store.ts";
import { makeRoom, makeUser, numbers, post, readAll } from "../../contract/store/case.ts";

/** Needs the right to mount; in other places the test with `max_page_count` stands for it. */
const dir = Deno.build.os === "linux" && Deno.uid() === 0
  ? Deno.makeTempDirSync({ prefix: "parley-" })
  : undefined;
const mounted = dir !== undefined && run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", dir);
if (dir !== undefined && !mounted) Deno.removeSync(dir);

function run(command: string, ...args: string[]): boolean {
  try {
    return new Deno.Command(command, { args, stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}

Deno.test({
  name:
    "a disk that is really full refuses with `full`, loses nothing, and takes writes again when there is space",
  ignore: !mounted,
  async fn() {
    const path = `${dir}/parley.db`;
    let store = new SqliteStore(path);
    try {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      await Deno.writeFile(`${dir}/ballast`, new Uint8Array(300_000));
      let stored = 1;
      const error = await assertRejects(async () => {
        for (;;) {
          const batch = await Promise.all(
            numbers(5).map(() => post(store, "lobby", ada, { text: "x".repeat(1_000) })),
          );
          stored += batch.length;
        }
      }, StoreError);
      assertEquals(error.kind, "full");
      assert(stored > 5);
      assertEquals((await readAll(store, "lobby")).map(({ seq }) => seq), numbers(stored));

      await Deno.remove(`${dir}/ballast`);
      await store.check();
      const next = await post(store, "lobby", ada);
      assertEquals(next.outcome === "stored" && next.seq, stored + 1);
      await store.close();
      store = new SqliteStore(path);
      assertEquals((await readAll(store, "lobby")).map(({ seq }) => seq), numbers(stored + 1));
    } finally {
      await store.close();
      run("umount", dir!);
      await Deno.remove(dir!);
    }
  },
});
