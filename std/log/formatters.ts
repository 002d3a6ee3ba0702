import type { LogRecord } from "./log_record.ts";

/** One line of JSON: `level`, `datetime` (milliseconds), `message`, and `args`, which is the value itself if it is one. */
export function jsonFormatter(logRecord: LogRecord): string {
  const args = logRecord.args;
  return JSON.stringify({
    level: logRecord.levelName,
    datetime: logRecord.datetime.getTime(),
    message: logRecord.msg,
    args: args.length > 1 ? args : args[0],
  });
}

/** The formatters that come with the package. */
export const formatters = { jsonFormatter } as const;
