import { Logger } from "./logger.ts";
import { state } from "./state.ts";

export type { Logger };

/**
 * The logger of that name, or the default one. One that `setup()` does not know is made: it has no handlers, so it logs nothing.
 * @throws Error if the default one is asked for before `setup()` ran
 */
export function getLogger(name?: string): Logger {
  const known = state.loggers.get(name || "default");
  if (known !== undefined) return known;
  if (!name) {
    throw new Error(
      `"default" logger must be set for getting logger without name`,
    );
  }
  const logger = new Logger(name, "NOTSET", { handlers: [] });
  state.loggers.set(name, logger);
  return logger;
}
