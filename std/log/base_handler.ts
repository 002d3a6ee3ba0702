import { getLevelByName, getLevelName, type LevelName, type LogLevel } from "./levels.ts";
import type { LogRecord } from "./log_record.ts";

export type { LevelName, LogLevel, LogRecord };

/** Makes the line of a record. */
export type FormatterFunction = (logRecord: LogRecord) => string;

export interface BaseHandlerOptions {
  /** How a record is written: `LEVEL message` by default. */
  formatter?: FormatterFunction;
}

/** Puts records of its level and above somewhere: a handler of one's own extends this and has at least `log()`. */
export abstract class BaseHandler {
  formatter: FormatterFunction;
  #levelName: LevelName;
  #level: LogLevel;

  constructor(levelName: LevelName, options: BaseHandlerOptions = {}) {
    this.#levelName = levelName;
    this.#level = getLevelByName(levelName);
    this.formatter = options.formatter ?? formatByDefault;
  }

  get level(): LogLevel {
    return this.#level;
  }

  set level(level: LogLevel) {
    this.#levelName = getLevelName(level);
    this.#level = level;
  }

  get levelName(): LevelName {
    return this.#levelName;
  }

  set levelName(levelName: LevelName) {
    this.#level = getLevelByName(levelName);
    this.#levelName = levelName;
  }

  /** Formats and logs a record, unless its level is below this handler's. */
  handle(logRecord: LogRecord): void {
    if (this.#level > logRecord.level) return;
    this.log(this.format(logRecord));
  }

  /** The line of a record. */
  format(logRecord: LogRecord): string {
    return this.formatter(logRecord);
  }

  /** Puts one line where it belongs. */
  abstract log(msg: string): void;

  /** Called by the package's `setup()` before the first record. */
  setup(): void {}

  /** Called by the next `setup()`, after the last record. */
  destroy(): void {}

  [Symbol.dispose](): void {
    this.destroy();
  }
}

function formatByDefault(logRecord: LogRecord): string {
  return `${logRecord.levelName} ${logRecord.msg}`;
}
