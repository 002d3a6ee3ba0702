import { BaseHandler, type BaseHandlerOptions } from "./base_handler.ts";
import { type LevelName, LogLevels } from "./levels.ts";
import { LineBuffer, writeLine } from "./line_buffer.ts";
import type { LogRecord } from "./log_record.ts";
import { replaceFile } from "./replace_file.ts";

/** Goes on in the file (a), begins it anew (w), or insists that there is none (x). */
export type LogMode = "a" | "w" | "x";

export interface FileHandlerOptions extends BaseHandlerOptions {
  filename: string;
  /** "a" by default. */
  mode?: LogMode;
  /** Bytes that are gathered before they are written: 4096 by default. */
  bufferSize?: number;
}

/**
 * Writes lines to a file. They are gathered, and written when the buffer is full, when a record of WARN or above came,
 * on `flush()`, on `destroy()` and when the process ends by itself, by `Deno.exit()` or by an error nobody caught.
 */
export class FileHandler extends BaseHandler {
  readonly #filename: string;
  readonly #mode: LogMode;
  readonly #buffer: LineBuffer;
  readonly #onUnload = () => this.destroy();
  readonly #onCrash = () => this.#flushLast();
  #file: Deno.FsFile | undefined;

  constructor(levelName: LevelName, options: FileHandlerOptions) {
    super(levelName, options);
    this.#filename = options.filename;
    this.#mode = options.mode ?? "a";
    this.#buffer = new LineBuffer(options.bufferSize ?? 4096);
  }

  /**
   * Opens the file.
   * @throws Deno.errors.AlreadyExists for mode "x" and a file that is there
   */
  override setup(): void {
    const fresh = this.#mode === "x";
    const append = this.#mode === "a";
    this.#file = Deno.openSync(this.#filename, {
      createNew: fresh,
      create: !fresh,
      append,
      write: true,
      truncate: !append,
    });
    this.#buffer.clear();
    addEventListener("unload", this.#onUnload);
    addEventListener("error", this.#onCrash);
    addEventListener("unhandledrejection", this.#onCrash);
  }

  override handle(logRecord: LogRecord): void {
    super.handle(logRecord);
    if (logRecord.level >= LogLevels.WARN) this.flush();
  }

  /**
   * Gathers one line. Without an open file (before `setup()`, after `destroy()`) the line goes nowhere.
   * @throws what `flush()` throws; RangeError if a `flush()` of one's own let the full buffer stay full: the line is lost
   */
  log(msg: string): void {
    if (this.#file === undefined || this.#buffer.append(msg)) return;
    this.flush();
    if (this.#buffer.append(msg)) return;
    if (!this.#buffer.isEmpty()) {
      throw new RangeError(
        `Cannot log: the buffer of '${this.#filename}' is full`,
      );
    }
    writeLine(this.#file, msg);
  }

  /**
   * Writes what is gathered to the file now.
   * @throws what the write throws (a full disk, say); what was not written stays and goes with the next flush
   */
  flush(): void {
    if (this.#file !== undefined) this.#buffer.writeTo(this.#file);
  }

  /** Flushes and closes the file. */
  override destroy(): void {
    removeEventListener("unload", this.#onUnload);
    removeEventListener("error", this.#onCrash);
    removeEventListener("unhandledrejection", this.#onCrash);
    try {
      this.flush();
    } finally {
      this.#file?.close();
      this.#file = undefined;
    }
  }

  [replaceFile](moveAway: () => void): void {
    if (this.#file === undefined) return;
    this.flush();
    moveAway();
    // The old file stays open until the new one is, so that there is always one to write to.
    const next = Deno.openSync(this.#filename, { create: true, append: true });
    this.#file.close();
    this.#file = next;
  }

  /** A crash has no "unload" event, and its last lines are wanted most. */
  #flushLast(): void {
    try {
      this.flush();
    } catch {
      // The crash itself is what the process should end with.
    }
  }
}
