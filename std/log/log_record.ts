import { getLevelName, type LogLevel } from "./levels.ts";

/** What a LogRecord is made of. */
export interface LogRecordOptions {
  msg: string;
  args: unknown[];
  level: LogLevel;
  /** The name of the logger that makes the record. */
  loggerName: string;
}

/** One thing that was logged, on its way to the handlers. It cannot be changed. */
export class LogRecord {
  readonly msg: string;
  readonly level: number;
  readonly levelName: string;
  readonly loggerName: string;
  readonly #args: unknown[];
  readonly #time = Date.now();

  constructor(options: LogRecordOptions) {
    this.msg = options.msg;
    this.level = options.level;
    this.levelName = getLevelName(options.level);
    this.loggerName = options.loggerName;
    this.#args = options.args.slice();
  }

  /** A copy of the arguments that came after the message. */
  get args(): unknown[] {
    return this.#args.slice();
  }

  /** When the record was made. */
  get datetime(): Date {
    return new Date(this.#time);
  }
}
