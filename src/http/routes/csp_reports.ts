import { Hono } from "hono";
import { networkOf } from "../../chat/network.ts";
import { KeyedBuckets, TokenBucket } from "../../chat/rate_limits.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { readCspReports } from "../csp_report.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readValue } from "../read_body.ts";

const TYPES = ["application/csp-report", "application/reports+json"];
const MAX_BODY = 16 * 1024;
/** Reports of one address: a page that goes wrong tells a few at once. */
const FROM_ADDRESS = { rate: 0.5, burst: 30 };
/** Lines in the log for all addresses together, so that it cannot be filled from outside. */
const LINES = { rate: 0.2, burst: 60 };

/** Where browsers tell what the page's policy stopped: it is counted, and logged so that someone finds the cause. */
export function cspReportRoutes({ logs, metrics, options }: HttpParts): Hono<HttpEnv> {
  const fromAddress = new KeyedBuckets(FROM_ADDRESS, { of: "csp_reports" });
  const limits = { maxBody: MAX_BODY, bodyTimeout: options.bodyTimeout };
  const lines = new TokenBucket(LINES, performance.now());
  return new Hono<HttpEnv>()
    .post("/", async (c) => {
      const now = performance.now();
      fromAddress.take(networkOf(c.get("address")), now);
      for (const report of readCspReports(await readValue(c, limits, TYPES))) {
        metrics.cspViolations.inc({ directive: report.directive });
        if (lines.take(now) === 0) {
          logs.warn("csp violation", { ...report, address: c.get("address"), request: c.get("requestId") });
        }
      }
      return c.body(null, 204);
    })
    .all("/", methodNotAllowed("POST"));
}
