import type { MiddlewareHandler } from "hono";
import { networkOf } from "../../chat/network.ts";
import { KeyedBuckets } from "../../chat/rate_limits.ts";
import type { HttpEnv, HttpOptions } from "../context.ts";

/** Refuses who asks too much from one address, whoever they are there. */
export function requestRate({ requests }: HttpOptions): MiddlewareHandler<HttpEnv> {
  const buckets = new KeyedBuckets(requests, { of: "requests" });
  return async function requestRate(c, next) {
    buckets.take(networkOf(c.get("address")), performance.now());
    await next();
  };
}
