import { assertEquals } from "@std/assert";
import { startJobs } from "../../../src/jobs/recurring.ts";

Deno.test("startJobs() runs a job again and again, also after it failed, and tells its faults", async () => {
  const faults: unknown[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  let runs = 0;
  const jobs = startJobs([{
    name: "counting",
    every: 1,
    run: () => {
      runs++;
      if (runs === 2) return Promise.reject(new Error("two"));
      if (runs === 4) resolve();
      return Promise.resolve();
    },
  }], (error, doing) => faults.push([(error as Error).message, doing]));
  await promise;
  await jobs.stop();
  assertEquals(faults, [["two", "counting"]]);
});

Deno.test("startJobs() never runs a job twice at once, and stop() waits for the one that runs", async () => {
  const steps: string[] = [];
  const { promise: began, resolve: begin } = Promise.withResolvers<void>();
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const jobs = startJobs([{
    name: "waiting",
    every: 1,
    run: async () => {
      steps.push("begins");
      begin();
      await held;
      steps.push("ends");
    },
  }], () => {});
  await began;
  const stopped = jobs.stop().then(() => steps.push("stopped"));
  release();
  await stopped;
  assertEquals(steps, ["begins", "ends", "stopped"]);
});
