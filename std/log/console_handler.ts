import { BaseHandler, type BaseHandlerOptions } from "./base_handler.ts";
import { type LevelName, LogLevels } from "./levels.ts";
import type { LogRecord } from "./log_record.ts";

export interface ConsoleHandlerOptions extends BaseHandlerOptions {
  /** Whether lines get the colour of their level: true by default, and never where `NO_COLOR` is set. */
  useColors?: boolean;
}

const COLORS = new Map<number, [start: string, end: string]>([
  [LogLevels.INFO, ["\x1b[34m", "\x1b[39m"]],
  [LogLevels.WARN, ["\x1b[33m", "\x1b[39m"]],
  [LogLevels.ERROR, ["\x1b[31m", "\x1b[39m"]],
  [LogLevels.CRITICAL, ["\x1b[1m\x1b[31m", "\x1b[39m\x1b[22m"]],
]);

/** Writes each line with `console.log()`. */
export class ConsoleHandler extends BaseHandler {
  readonly #useColors: boolean;

  constructor(levelName: LevelName, options: ConsoleHandlerOptions = {}) {
    super(levelName, options);
    this.#useColors = options.useColors ?? true;
  }

  override format(logRecord: LogRecord): string {
    const line = super.format(logRecord);
    const color = this.#useColors && !Deno.noColor ? COLORS.get(logRecord.level) : undefined;
    return color === undefined ? line : `${color[0]}${line}${color[1]}`;
  }

  log(msg: string): void {
    console.log(msg);
  }
}
