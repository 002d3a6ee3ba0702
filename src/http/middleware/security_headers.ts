import type { MiddlewareHandler } from "hono";
import type { HttpEnv, HttpOptions } from "../context.ts";

/**
 * Where a browser tells what the policy stopped. By `report-uri`, which all browsers know: the newer `report-to` works
 * only over HTTPS, and where a policy has both, over HTTP nothing is told.
 */
export const CSP_REPORTS = "/api/csp-reports";

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types parley-worker",
  `report-uri ${CSP_REPORTS}`,
].join("; ");

/** All that Chromium, Firefox and Safari let a page ask for, but for what a chat lives by: full screen, copying. */
const REFUSED = [
  "accelerometer",
  "ambient-light-sensor",
  "attribution-reporting",
  "autoplay",
  "bluetooth",
  "browsing-topics",
  "camera",
  "compute-pressure",
  "display-capture",
  "encrypted-media",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "identity-credentials-get",
  "idle-detection",
  "keyboard-map",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "otp-credentials",
  "payment",
  "picture-in-picture",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "sync-xhr",
  "usb",
  "window-management",
  "xr-spatial-tracking",
];

/** Passkeys are for the page itself, not for frames. */
const OWN = ["publickey-credentials-create", "publickey-credentials-get"];

/** What every answer says, whatever it is. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = Object.freeze({
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "Permissions-Policy": [
    ...REFUSED.map((feature) => `${feature}=()`),
    ...OWN.map((feature) => `${feature}=(self)`),
  ].join(", "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  // A browser would ask the name servers for every host that somebody links to, before anyone follows the link.
  "X-DNS-Prefetch-Control": "off",
  "X-Frame-Options": "DENY",
});

/** The policy of an answer that has this one style in itself, by its digest. */
export function policyWithStyle(digest: string): string {
  return CONTENT_SECURITY_POLICY.replace("style-src 'self'", (sources) => `${sources} ${digest}`);
}

const POLICY = "Content-Security-Policy";
const HEADERS = Object.entries(SECURITY_HEADERS);
const YEAR = 365 * 86_400;

/**
 * What a browser may do with an answer: run only our own files, be framed by nobody, guess no types. Where PUBLIC_URL is
 * https it is also told to come to that host by HTTPS alone, for a year.
 */
export function securityHeaders({ publicUrl }: HttpOptions): MiddlewareHandler<HttpEnv> {
  const secureHost = publicUrl.startsWith("https:") ? new URL(publicUrl).host : undefined;

  return async function securityHeaders(c, next) {
    await next();
    if (c.res.status === 101) return;
    for (const [name, value] of HEADERS) {
      // A page with a style in it has said so.
      if (name !== POLICY || !c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    if (secureHost !== undefined && c.req.header("Host")?.toLowerCase() === secureHost) {
      c.res.headers.set("Strict-Transport-Security", `max-age=${YEAR}`);
    }
  };
}
