import { TextLineStream } from "./lines.ts";

export type Operation =
  /** A socket opened, was refused or lost; `code` is the close code, `seq` the milliseconds it was told to wait. */
  | "open"
  | "close"
  /** A post went out (each attempt), was acknowledged, was refused. */
  | "send"
  | "ack"
  | "err"
  /** An event entered the client's view. */
  | "recv"
  /** Where the view of a room begins: `code` is `start` or the outcome of a resume. */
  | "resume"
  /** A read mark was acknowledged. */
  | "read"
  /** At the end: what the client has, and what a fresh connection is told; `seq` the head, `code` the read mark. */
  | "final"
  | "fetch"
  /** From here on, what was acknowledged before is not asked for: the store went back to a backup. */
  | "era";

/** One line of the log. `mono` is milliseconds of this process's monotonic clock: all clients are in one process. */
export interface Entry {
  mono: number;
  client: number;
  op: Operation;
  room?: string;
  id?: string;
  seq?: number;
  code?: string | number;
}

export interface EventLog {
  write(entry: Entry): void;
}

/** For runs that count but do not check. */
export const NO_LOG: EventLog = { write: () => {} };

const GATHER = 256;

/** JSON lines in a file. */
export class FileLog implements EventLog {
  readonly path: string;
  readonly #file: Deno.FsFile;
  readonly #encoder = new TextEncoder();
  #lines: string[] = [];

  constructor(path: string) {
    this.path = path;
    this.#file = Deno.openSync(path, { create: true, append: true });
  }

  write(entry: Entry): void {
    if (this.#lines.push(JSON.stringify(entry)) >= GATHER) this.flush();
  }

  flush(): void {
    if (this.#lines.length === 0) return;
    let bytes = this.#encoder.encode(this.#lines.join("\n") + "\n");
    this.#lines = [];
    while (bytes.length > 0) bytes = bytes.subarray(this.#file.writeSync(bytes));
  }

  close(): void {
    this.flush();
    this.#file.close();
  }
}

export async function* readEntries(path: string): AsyncGenerator<Entry> {
  const file = await Deno.open(path);
  for await (
    const line of file.readable.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
  ) {
    if (line !== "") yield JSON.parse(line) as Entry;
  }
}
