import { Hono } from "hono";
import type { HttpEnv, HttpParts } from "../context.ts";
import { json, text } from "../respond.ts";

/** For whoever runs the server: is it alive, may it take traffic, what does it count. */
export function healthRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, metrics } = parts;
  const checkStore = atMostEvery(
    1_000,
    () => chat.store.check().then(() => undefined, (error: Error) => error.message),
  );
  return new Hono<HttpEnv>()
    .get("/healthz", (c) => json(c, 200, { status: "alive" }))
    .get("/readyz", async (c) => {
      const reason = parts.notReady() ?? await checkStore();
      return reason === undefined
        ? json(c, 200, { status: "ready" })
        : json(c, 503, { status: "not ready", reason });
    })
    .get("/metrics", async (c) => text(c, await metrics.text(), metrics.contentType));
}

/** The answer that was found last, asked for anew after `ms`: a look at the disk must not be anyone's to order. */
function atMostEvery<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let asked = -Infinity;
  let answer: Promise<T>;
  return function askedLately(): Promise<T> {
    const now = performance.now();
    if (now - asked >= ms) {
      asked = now;
      answer = ask();
    }
    return answer;
  };
}
