import { assertEquals } from "@std/assert";
import { openStore } from "../../../src/client/storage.ts";

Deno.test("openStore() keeps values in memory where there is no IndexedDB, and says so once", async () => {
  const warn = console.warn;
  let warnings = 0;
  console.warn = () => warnings++;
  try {
    const store = await openStore<{ id: string; n: number }>("test", "id");
    await store.put({ id: "a", n: 1 });
    await store.put({ id: "b", n: 2 });
    await store.put({ id: "a", n: 3 });
    await store.delete("b");
    assertEquals(await store.all(), [{ id: "a", n: 3 }]);
    assertEquals([store.shared, warnings], [false, 1]);
  } finally {
    console.warn = warn;
  }
});
