/** Work that comes again and again. */
export interface Job {
  name: string;
  /** Milliseconds from its end to its next start. */
  every: number;
  run(): Promise<unknown>;
}

export interface RunningJobs {
  /** Starts no more; resolves when what runs is done. */
  stop(): Promise<void>;
}

/** Runs each job after its time, and again; one that fails is tried again at its next time. */
export function startJobs(
  jobs: readonly Job[],
  onError: (error: unknown, doing: string) => void,
): RunningJobs {
  const timers = new Map<Job, ReturnType<typeof setTimeout>>();
  const running = new Set<Promise<void>>();
  let stopped = false;
  for (const job of jobs) runLater(job);
  return { stop };

  function runLater(job: Job): void {
    if (!stopped) timers.set(job, setTimeout(() => start(job), job.every));
  }

  function start(job: Job): void {
    const run = job.run().then(() => {}, (error) => onError(error, job.name)).then(() => {
      running.delete(run);
      runLater(job);
    });
    running.add(run);
  }

  async function stop(): Promise<void> {
    stopped = true;
    for (const timer of timers.values()) clearTimeout(timer);
    await Promise.all(running);
  }
}
