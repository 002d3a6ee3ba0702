/** What Linux tells of a process under /proc. */

/** Seconds of CPU that the threads of a process have used, the kernel's on their behalf with them. */
export function cpuSeconds(pid: number): number {
  let nanoseconds = 0;
  for (const { name } of Deno.readDirSync(`/proc/${pid}/task`)) {
    // The runtime's own clock ticks of /proc/<pid>/stat are too coarse for a post.
    nanoseconds += Number(Deno.readTextFileSync(`/proc/${pid}/task/${name}/schedstat`).split(" ")[0]);
  }
  return nanoseconds / 1e9;
}

/** Resident memory of a process, in kilobytes. */
export function residentKilobytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`))?.[1] ?? NaN);
}

/** The processor's name, as far as it is told. */
export function cpuName(): string {
  try {
    return /model name\s*:\s*(.*)/.exec(Deno.readTextFileSync("/proc/cpuinfo"))?.[1]?.trim() ??
      Deno.build.arch;
  } catch {
    return Deno.build.arch;
  }
}
