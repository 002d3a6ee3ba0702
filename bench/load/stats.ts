import process from "node:process";

/** The value below which a share of the sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return NaN;
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** Milliseconds at the median, the 99th percentile and the end, of values in microseconds. */
export function summarize(micros: readonly number[]): { p50: number; p99: number; max: number } {
  const sorted = Float64Array.from(micros).sort() as unknown as number[];
  const at = (share: number) => quantile(sorted, share) / 1000;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Measures the share of one core that this process uses, from here to the call. */
export function startCpu(): () => number {
  const begin = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / (performance.now() - begin);
  };
}
