import type { BaseHandler } from "./base_handler.ts";
import { ConsoleHandler } from "./console_handler.ts";
import { type LogConfig, Logger } from "./logger.ts";
import { state } from "./state.ts";

const DEFAULT_LEVEL = "INFO";
const DEFAULTS = {
  handlers: { default: new ConsoleHandler(DEFAULT_LEVEL) },
  loggers: { default: { level: DEFAULT_LEVEL, handlers: ["default"] } },
} as const satisfies LogConfig;

/**
 * Destroys the handlers of the last call, sets up the given ones, and makes the loggers anew. A logger that was taken
 * by `getLogger()` before stays as it was: call `getLogger()` again. The handler and the logger `default` are there
 * (console, INFO) unless the configuration has its own.
 */
export function setup(config: LogConfig): void {
  const previous = [...state.handlers.values()];
  state.handlers.clear();
  for (const handler of previous) handler.destroy();
  for (
    const [name, handler] of Object.entries({
      ...DEFAULTS.handlers,
      ...config.handlers,
    })
  ) {
    handler.setup();
    state.handlers.set(name, handler);
  }

  state.loggers.clear();
  const loggers: LogConfig["loggers"] = {
    ...DEFAULTS.loggers,
    ...config.loggers,
  };
  for (
    const [name, { level = DEFAULT_LEVEL, handlers = [] }] of Object.entries(
      loggers,
    )
  ) {
    const known = handlers.map((handler) => state.handlers.get(handler));
    const there = known.filter((handler): handler is BaseHandler => handler !== undefined);
    state.loggers.set(name, new Logger(name, level, { handlers: there }));
  }
}

setup(DEFAULTS);
