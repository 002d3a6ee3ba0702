import { assertEquals } from "@std/assert";
import type { StoreCase } from "./case.ts";

/** What settings promise. */
export const SETTING_CASES: StoreCase[] = [
  {
    promise: "a setting has no value until it is set, and then the last one, over a reopening too",
    async test(store, reopen) {
      assertEquals(await store.settings.get("access"), undefined);
      await store.settings.set("access", "open");
      assertEquals(await store.settings.get("access"), "open");
      await store.settings.set("access", "invited");
      assertEquals(await store.settings.get("access"), "invited");
      store = await reopen();
      assertEquals(await store.settings.get("access"), "invited");
      assertEquals(await store.settings.get("other"), undefined);
    },
  },
];
