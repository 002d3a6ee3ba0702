import { toUndo } from "./undo.ts";
import { until } from "./wait.ts";

export interface Strace {
  /** Lets the process go on untraced. */
  detach(): Promise<void>;
}

/** Attaches strace to all threads of a process; resolves when it is attached. */
export async function attachStrace(pid: number, args: readonly string[]): Promise<Strace> {
  let said = "";
  const child = new Deno.Command("strace", {
    args: ["-f", "-p", String(pid), ...args],
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const undo = toUndo(async () => {
    child.kill("SIGINT");
    await child.status;
  });
  const reading = (async () => {
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      said = (said + text).slice(-4_096);
    }
  })();
  if (!await until(() => said.includes("attached"), 10_000)) {
    await undo();
    throw new Error(`strace did not attach: ${said}`);
  }
  return {
    async detach() {
      await undo();
      await reading;
    },
  };
}
