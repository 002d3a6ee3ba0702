import type { Admin } from "../chat/admin.ts";
import type { Chat } from "../chat/chat.ts";
import type { KeyedBuckets } from "../chat/rate_limits.ts";
import type { Session } from "../chat/sessions.ts";
import type { Logs } from "../log/setup.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { ShownSetting } from "../protocol/models.ts";
import type { RateLimit } from "../protocol/limits.ts";
import type { Realtime } from "../realtime/realtime.ts";

/** What the edges are set to. */
export interface HttpOptions {
  /** Origin that people type, or empty. */
  publicUrl: string;
  allowedOrigins: readonly string[];
  trustedProxies: readonly string[];
  /** Bytes of a request body. */
  maxBody: number;
  /** Milliseconds in which a request body must be there. */
  bodyTimeout: number;
  /** Requests from one address. */
  requests: RateLimit;
  /** Seconds that a session's cookie lives. */
  sessionSeconds: number;
  staticDir: string;
}

/** The page as this server sends it, read once at the start. */
export interface Page {
  html: string;
  /** The ETag of `html`. */
  tag: string;
  /** Names this build of page, files and headers: another one means that a newer page is to be had. */
  build: string;
  /** The service worker's script, which knows its build and its files; undefined where none was built. */
  worker: string | undefined;
  /** What rows that the server draws look by, to stand in the page with them; undefined where none was built. */
  firstStyle?: InlineStyle | undefined;
}

export interface InlineStyle {
  text: string;
  /** The Content-Security-Policy of a page with it. */
  policy: string;
}

/** What the routes work on. */
export interface HttpParts {
  chat: Chat;
  realtime: Realtime;
  logs: Logs;
  metrics: Metrics;
  /** Wrong tokens, by where they come from. */
  guesses: KeyedBuckets;
  options: HttpOptions;
  page: Page;
  /** What the server was started with. */
  settings: readonly ShownSetting[];
  /** Why the server should get no traffic now; undefined when it may. */
  notReady(): string | undefined;
}

/** What middleware leaves for the routes. */
export interface Variables {
  requestId: string;
  /** Address of the client, behind trusted proxies the one that they tell. */
  address: string;
  /** Origin under which the client sees this server. */
  origin: string;
  session: Session;
  /** Where adminOnly() has let them through. */
  admin: Admin;
}

export type HttpEnv = { Variables: Variables; Bindings: { remoteAddress: string } };
