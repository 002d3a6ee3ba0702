/** What Linux says of a process. */

/** Resident memory in MiB. */
export function residentMiB(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`)) ?? [];
  return Number(kib) / 1024;
}

export function descriptors(pid: number): number {
  return [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
}

/** Seconds of processor time so far. */
export function cpuSeconds(pid: number): number {
  const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const TICKS_A_SECOND = 100;
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Whether every thread is stopped by a signal. */
export function isStopped(pid: number): boolean {
  return [...Deno.readDirSync(`/proc/${pid}/task`)].every(({ name }) => {
    const stat = Deno.readTextFileSync(`/proc/${pid}/task/${name}/stat`);
    return stat.charAt(stat.lastIndexOf(")") + 2) === "T";
  });
}

/** The sum of a metric of the server, over its labels; `labels` as in `code="4008"`. */
export async function metric(url: string, name: string, labels = ""): Promise<number> {
  const text = await (await fetch(new URL("/metrics", url))).text();
  let sum = 0;
  for (const line of text.split("\n")) {
    if (!line.startsWith(`${name} `) && !(line.startsWith(`${name}{`) && line.includes(labels))) continue;
    sum += Number(line.slice(line.lastIndexOf(" ")));
  }
  return sum;
}
