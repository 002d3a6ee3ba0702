import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { seeded } from "../random.ts";
import { attachStrace } from "../strace.ts";
import { type Running, underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "R10",
  title: "Read-only and failing disk",
  procedure:
    "50 clients write 100 messages a second; strace makes the server's writes to its database fail with EROFS, then EIO, then its fdatasync with EIO, 20 s each (short: 4 s); a file system with open files cannot be remounted read-only, so the faults are put in at the system calls",
  target:
    "0 acked lost; sends are refused as unavailable or storage_full, none acked; sending works ≤ 5 s after, without a restart",
  needs: ["root", "strace"],
  limit: { short: 120, full: 300 },
};

const FAULTS = [
  { name: "read-only (EROFS)", inject: "pwrite64,ftruncate:error=EROFS" },
  { name: "failing writes (EIO)", inject: "pwrite64:error=EIO" },
  { name: "failing fdatasync (EIO)", inject: "fdatasync,fsync:error=EIO" },
] as const;

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const seconds = scale === "full" ? 20 : 4;
  const plan = { people: 50, rooms: 5, rate: 100, random: seeded(seed), settle: 60_000 };
  await underLoad(findings, plan, async (running) => {
    for (const fault of FAULTS) {
      await wait(1_500);
      await inject(findings, running, { ...fault, seconds });
    }
    return FAULTS.length;
  });
  return findings.result();
}

async function inject(
  findings: Findings,
  { server, load, database }: Running,
  { name, inject, seconds }: { name: string; inject: string; seconds: number },
): Promise<void> {
  const { tally } = load;
  const errorsBefore = sum(tally.errors);
  const files = ["", "-wal", "-shm"].flatMap((suffix) => ["-P", `${database}${suffix}`]);
  const calls = inject.split(":")[0]!;
  const strace = await attachStrace(server.pid, [
    "-o",
    "/dev/null",
    "-e",
    `trace=${calls}`,
    "-e",
    `inject=${inject}`,
    ...files,
  ]);
  // Acks of commits that were done before may still be on their way.
  await wait(500);
  const ackedBefore = tally.acked;
  await wait(seconds * 1000);
  findings.count(`acks during ${name}`, tally.acked - ackedBefore);
  findings.require(tally.acked === ackedBefore, `${tally.acked - ackedBefore} acks during ${name}`);
  findings.require(sum(tally.errors) > errorsBefore, `no send was refused during ${name}`);
  const alive = await fetch(new URL("/healthz", server.url));
  await alive.body?.cancel();
  findings.require(alive.status === 200, `/healthz answers ${alive.status} during ${name}`);
  await strace.detach();
  const ended = performance.now();
  const acked = await until(() => tally.lastAck > ended, 30_000);
  findings.require(acked, `no ack within 30 s after ${name}`);
  findings.figure(`first ack after ${name}`, (tally.lastAck - ended) / 1000, { unit: "s", atMost: 5 });
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
