import { openStore } from "../../src/store/open.ts";
import { testStore } from "./store.ts";

testStore("SQLite", async () => {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  return {
    open: () => openStore(`${dir}/data`),
    remove: () => Deno.remove(dir, { recursive: true }),
  };
});
