import { TextLineStream } from "./lines.ts";
import { pinned } from "./pin.ts";
import type { CommandName, Commands } from "../load/commands.ts";

const MAIN = new URL("../load/main.ts", import.meta.url).pathname;

/** The process that makes the load, and is told what to do. */
export class Generator {
  readonly #child: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    const command = [Deno.execPath(), "run", "--quiet", "--no-lock", "--allow-all", MAIN];
    const [program = "", ...args] = pinned("load", command);
    this.#child = new Deno.Command(program, { args, stdin: "piped", stdout: "piped" }).spawn();
    this.#writer = this.#child.stdin.getWriter();
    this.#lines = this.#child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
      [Symbol.asyncIterator]();
  }

  /** @throws Error where the generator could not do it */
  async tell<Name extends CommandName>(
    name: Name,
    ask: Commands[Name]["ask"],
  ): Promise<Commands[Name]["answer"]> {
    await this.#writer.write(new TextEncoder().encode(`${JSON.stringify({ name, ask })}\n`));
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("The load generator ended");
    const answer = JSON.parse(value) as Commands[Name]["answer"] & { error?: string };
    if (answer.error !== undefined) throw new Error(`The load generator failed: ${answer.error}`);
    return answer;
  }

  async stop(): Promise<void> {
    await this.#writer.close();
    await this.#child.status;
  }
}
