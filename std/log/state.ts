import type { BaseHandler } from "./base_handler.ts";
import type { Logger } from "./logger.ts";

/** What the last `setup()` made. */
export const state = {
  handlers: new Map<string, BaseHandler>(),
  loggers: new Map<string, Logger>(),
};
