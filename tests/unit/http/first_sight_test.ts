import { assertEquals } from "@std/assert";
import { Hono } from "hono";
import type { HttpEnv, HttpParts } from "../../../src/http/context.ts";
import { readFirstSight } from "../../../src/http/first_sight.ts";
import { StoreError } from "../../../src/store/store.ts";

Deno.test("the page opens without what its person sees first where the store cannot write", async () => {
  for (const kind of ["full", "unavailable"] as const) {
    const find = () => Promise.reject(new StoreError(kind, "no space left"));
    const parts = {
      chat: { store: { sessions: { find } } },
      options: { publicUrl: "" },
      notReady: () => undefined,
    } as unknown as HttpParts;
    const app = new Hono<HttpEnv>()
      .get("/", async (c) => {
        c.set("origin", "http://localhost");
        return c.json({ sight: await readFirstSight(parts, c) ?? null });
      });
    const answer = await app.request("/", { headers: { Authorization: "Bearer abc" } });
    assertEquals([answer.status, await answer.json()], [200, { sight: null }], kind);
  }
});
