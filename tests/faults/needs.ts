import type { About, Need } from "./findings.ts";

export const FAKETIME = [
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib/faketime/libfaketimeMT.so.1",
];

const CHECKS: Record<Need, () => string | undefined> = {
  root: () => Deno.build.os === "linux" && Deno.uid() === 0 ? undefined : "needs root on Linux",
  ip: () => canRun("ip", "netns", "list") ? undefined : "needs ip (iproute2)",
  strace: () => canRun("strace", "--version") ? undefined : "needs strace",
  prlimit: () => canRun("prlimit", "--version") ? undefined : "needs prlimit (util-linux)",
  faketime: () => faketimeLibrary() === undefined ? "needs libfaketime" : undefined,
};

/** Why a scenario cannot be run here; undefined where it can. */
export function whyNot({ needs }: About): string | undefined {
  for (const need of needs) {
    const reason = CHECKS[need]();
    if (reason !== undefined) return reason;
  }
  return undefined;
}

export function faketimeLibrary(): string | undefined {
  return FAKETIME.find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}

function canRun(...command: string[]): boolean {
  try {
    return new Deno.Command(command[0]!, { args: command.slice(1), stdout: "null", stderr: "null" })
      .outputSync()
      .success;
  } catch {
    return false;
  }
}
