import { BaseHandler } from "@std/log";

const encoder = new TextEncoder();
const MAX_CHARACTERS = 64 * 1024;

/** Lines to standard output, written together when flushed. */
export class StdoutHandler extends BaseHandler {
  #lines = "";

  override log(line: string): void {
    this.#lines += line + "\n";
    if (this.#lines.length > MAX_CHARACTERS) this.flush();
  }

  flush(): void {
    if (this.#lines === "") return;
    let bytes = encoder.encode(this.#lines);
    this.#lines = "";
    try {
      while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
    } catch {
      // Nobody reads standard output any more; there is nowhere left to say so.
    }
  }

  override destroy(): void {
    this.flush();
  }
}
