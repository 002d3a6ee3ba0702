/** What Linux tells of a process under /proc. */

/** Clock ticks of /proc/<pid>/stat a second: fixed at 100 for programs by the kernel's own interface. */
const TICKS = 100;

/** Seconds of CPU that a process has used, its own and the kernel's on its behalf. */
export function cpuSeconds(pid: number): number {
  const text = Deno.readTextFileSync(`/proc/${pid}/stat`);
  // The name in parentheses may hold spaces.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Resident memory of a process, in kilobytes. */
export function residentKilobytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`))?.[1] ?? NaN);
}
