/** One core for the server and another for the load, where there are two and `taskset` is there. */
export type Side = "server" | "load";

const CORES: Record<Side, string> = { server: "0", load: "1" };

let pins: boolean | undefined;

export function canPin(): boolean {
  return pins ??= navigator.hardwareConcurrency > 1 && runs("taskset", ["--version"]);
}

/** A command that runs on its side's core; taskset becomes the command itself, so signals and figures are its own. */
export function pinned(side: Side, command: readonly string[]): string[] {
  return canPin() ? ["taskset", "-c", CORES[side], ...command] : [...command];
}

/** Whether a program is there and ends well. */
export function runs(program: string, args: string[]): boolean {
  try {
    return new Deno.Command(program, { args, stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}
