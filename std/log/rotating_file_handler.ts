import { Buffer } from "node:buffer";
import { FileHandler, type FileHandlerOptions, type LogMode } from "./file_handler.ts";
import type { LevelName } from "./levels.ts";
import { replaceFile } from "./replace_file.ts";

interface RotatingFileHandlerOptions extends FileHandlerOptions {
  /** Bytes that the file may have before it is set aside. */
  maxBytes: number;
  /** How many files set aside are kept. */
  maxBackupCount: number;
}

/**
 * A FileHandler whose file stays small: before a line would bring it over `maxBytes`, `name` becomes `name.1`, `name.1`
 * becomes `name.2` and so on; what would be above `maxBackupCount` is dropped.
 * Mode "w" also removes the old backups; mode "x" also insists that there are none.
 */
export class RotatingFileHandler extends FileHandler {
  readonly #filename: string;
  readonly #mode: LogMode;
  readonly #maxBytes: number;
  readonly #maxBackupCount: number;
  #size = 0;

  constructor(levelName: LevelName, options: RotatingFileHandlerOptions) {
    super(levelName, options);
    this.#filename = options.filename;
    this.#mode = options.mode ?? "a";
    this.#maxBytes = options.maxBytes;
    this.#maxBackupCount = options.maxBackupCount;
  }

  /** @throws Error for a `maxBytes` or `maxBackupCount` below 1; Deno.errors.AlreadyExists for mode "x" and an old backup */
  override setup(): void {
    requireOne("maxBytes", this.#maxBytes);
    requireOne("maxBackupCount", this.#maxBackupCount);
    const backups = Array.from(
      { length: this.#maxBackupCount },
      (_, index) => this.#backup(index + 1),
    );
    if (this.#mode === "x") {
      const old = backups.find(isThere);
      if (old !== undefined) {
        throw new Deno.errors.AlreadyExists(
          `Backup log file ${old} already exists`,
        );
      }
    }
    super.setup();
    if (this.#mode === "w") {
      backups.filter(isThere).forEach((backup) => Deno.removeSync(backup));
    }
    this.#size = Deno.statSync(this.#filename).size;
  }

  /** @throws what `flush()` throws, and what a rename throws: the line is then written to the old file */
  override log(msg: string): void {
    const size = Buffer.byteLength(msg) + 1;
    try {
      if (this.#size > 0 && this.#size + size > this.#maxBytes) this.rotateLogFiles();
    } finally {
      super.log(msg);
      this.#size += size;
    }
  }

  /** Sets the file aside now and begins a new one. If that fails, the next try comes `maxBytes` later. */
  rotateLogFiles(): void {
    this.#size = 0;
    this[replaceFile](() => {
      for (let number = this.#maxBackupCount - 1; number >= 0; number--) {
        const source = this.#backup(number);
        if (isThere(source)) Deno.renameSync(source, this.#backup(number + 1));
      }
    });
  }

  #backup(number: number): string {
    return number === 0 ? this.#filename : `${this.#filename}.${number}`;
  }
}

function requireOne(name: string, value: number): void {
  if (!(value >= 1)) {
    throw new Error(`"${name}" must be >= 1: received ${value}`);
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
