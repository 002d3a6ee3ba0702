import { assert, assertStringIncludes, assertThrows } from "@std/assert";
import { openStore } from "../../../src/store/open.ts";
import { withFolder } from "./support.ts";

Deno.test("openStore() makes the folder where it is missing", async () => {
  await withFolder(async ({ dir }) => {
    const store = openStore(`${dir}/a/b`);
    await store.check();
    await store.close();
    assert(Deno.statSync(`${dir}/a/b/parley.db`).isFile);
  });
});

Deno.test("openStore() names the folder and the reason where it cannot be opened", async () => {
  await withFolder(async ({ dir }) => {
    await Deno.writeTextFile(`${dir}/file`, "");
    assertStringIncludes(assertThrows(() => openStore(`${dir}/file`), Error).message, `'${dir}/file'`);
    await Deno.mkdir(`${dir}/other`);
    await Deno.writeTextFile(
      `${dir}/other/parley.db`,
      "this is no database, and long enough to be seen as none".repeat(20),
    );
    const { message } = assertThrows(() => openStore(`${dir}/other`), Error);
    assertStringIncludes(message, `'${dir}/other'`);
    assertStringIncludes(message, "not a database");
  });
});
