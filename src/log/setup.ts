import { getLogger, type LevelName, type Logger, setup } from "@std/log";
import { SafeFileHandler } from "./file_handler.ts";
import { type Fields, formatLine } from "./format.ts";
import { describeStack } from "./stack.ts";
import { StdoutHandler } from "./stdout_handler.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

export interface LogOptions {
  /** Folder of the files; `-` for none. */
  dir: string;
  /** The least level that is logged. */
  level: LogLevel;
  /** What also goes to standard output. */
  stdout: "off" | "warn" | "all";
  maxBytes: number;
  /** Rotated files kept of each log. */
  files: number;
}

/** The three logs. A line is `event` with its fields, as JSON. */
export interface Logs {
  /** One line a request. */
  access(event: string, fields: Fields): void;
  /** One line for what connections do. */
  websocket(event: string, fields: Fields): void;
  /** One line for what went wrong, with the error's stack. */
  error(event: string, error: unknown, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  info(event: string, fields?: Fields): void;
  /** Writes what is gathered, now. */
  flush(): void;
  /** Flushes and closes the files. */
  close(): void;
}

const NAMES = ["access", "error", "websocket"] as const;
const FLUSH_EVERY = 200;

/**
 * Opens the logs. Lines are gathered and written a few times a second; warnings and errors at once. Where files cannot
 * be written, everything goes to standard output, after one warning.
 */
export function openLogs(options: LogOptions): Logs {
  const level = options.level.toUpperCase() as LevelName;
  const faults = new Map<string, unknown>();
  const files = options.dir === "-" ? [] : openFiles(options, level, (name, error) => {
    if (faults.has(name)) return;
    faults.set(name, error);
    console.error(`Cannot write ${options.dir}/${name}.log: ${(error as Error).message}. The chat goes on.`);
  });
  const everything = files.length === 0 || options.stdout === "all";
  const stdout = options.stdout === "off" && files.length > 0
    ? undefined
    : new StdoutHandler(everything ? level : "WARN", { formatter: formatLine });
  const handlers = Object.fromEntries(files.map(({ name, handler }) => [name, handler]));
  setup({
    handlers: stdout === undefined ? handlers : { ...handlers, stdout },
    loggers: Object.fromEntries(NAMES.map((name) => [name, { level, handlers: [name, "stdout"] }])),
  });
  const [access, error, websocket] = NAMES.map((name) => getLogger(name)) as [Logger, Logger, Logger];
  const flushables = [...files.map(({ handler }) => handler), ...(stdout === undefined ? [] : [stdout])];
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    access: (event, fields) => write(access, event, fields),
    websocket: (event, fields) => write(websocket, event, fields),
    error: logError,
    warn,
    info: (event, fields) => write(error, event, fields),
    flush,
    close,
  };

  function write(logger: Logger, event: string, fields: Fields | undefined): void {
    logger.info(event, fields);
    if (timer !== undefined) return;
    timer = setTimeout(flush, FLUSH_EVERY);
    timer.unref();
  }

  function warn(event: string, fields?: Fields): void {
    error.warn(event, fields);
    stdout?.flush();
  }

  function logError(event: string, cause: unknown, fields: Fields = {}): void {
    const shown = cause instanceof Error
      ? { error: cause.message, stack: describeStack(cause) }
      : { error: typeof cause === "string" ? cause : Deno.inspect(cause) };
    error.error(event, { ...fields, ...shown });
    stdout?.flush();
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const flushable of flushables) flushable.flush();
  }

  function close(): void {
    flush();
    setup({});
  }
}

function openFiles(options: LogOptions, level: LevelName, onFault: (name: string, error: unknown) => void) {
  const opened: { name: string; handler: SafeFileHandler }[] = [];
  try {
    Deno.mkdirSync(options.dir, { recursive: true });
    for (const name of NAMES) {
      const filename = `${options.dir}/${name}.log`;
      // Opened once here, because a fault while logging is set up would leave half of it.
      Deno.openSync(filename, { create: true, append: true }).close();
      const handler = new SafeFileHandler(level, {
        filename,
        formatter: formatLine,
        bufferSize: 64 * 1024,
        maxBytes: options.maxBytes,
        maxBackupCount: options.files,
        onFault: (error) => onFault(name, error),
      });
      opened.push({ name, handler });
    }
    return opened;
  } catch (error) {
    onFault("access", error);
    return [];
  }
}
