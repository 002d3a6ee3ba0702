const LINE_FEED = 0x0a;
const encoder = new TextEncoder();

/** Lines as UTF-8, gathered until they are written together. */
export class LineBuffer {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #start = 0;
  #end = 0;

  /** @param size bytes */
  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
  }

  /** Takes in a line and its line feed whole, or gives false if there is not the room. */
  append(line: string): boolean {
    if (line.length >= this.#bytes.length - this.#end) return false;
    const { read, written } = encoder.encodeInto(
      line,
      this.#bytes.subarray(this.#end, -1),
    );
    if (read < line.length) return false;
    this.#end += written;
    this.#bytes[this.#end++] = LINE_FEED;
    return true;
  }

  isEmpty(): boolean {
    return this.#start === this.#end;
  }

  /** Writes all that is gathered. What could not be written when this throws is kept, and nothing is written twice. */
  writeTo(file: Deno.FsFile): void {
    while (this.#start < this.#end) {
      this.#start += file.writeSync(
        this.#bytes.subarray(this.#start, this.#end),
      );
    }
    this.clear();
  }

  clear(): void {
    this.#start = 0;
    this.#end = 0;
  }
}

/** Writes a line too long for the buffer. */
export function writeLine(file: Deno.FsFile, line: string): void {
  const bytes = encoder.encode(line + "\n");
  for (let written = 0; written < bytes.length;) {
    written += file.writeSync(bytes.subarray(written));
  }
}
