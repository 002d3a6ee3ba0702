import { Checker } from "../check.ts";
import { command } from "../command.ts";
import { FileLog, readEntries } from "../event_log.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { type History, readHistory } from "../history.ts";
import { Load } from "../load.ts";
import { seeded } from "../random.ts";
import { type Rig, withRig } from "../rig.ts";
import { wait } from "../wait.ts";

export const about: About = {
  id: "R14",
  title: "Backup under load, and restore",
  procedure:
    "100 clients write 200 messages a second; tools/backup.ts every 10 s, 20 times (short: every 2 s, 3 times); then each copy is restored by tools/restore.ts, the server is started on it, and the same clients come back and write on",
  target:
    "each copy: integrity ok, all rooms gapless, everything acked before it began is in it; after a restore a new epoch, all clients told reset and then whole",
  needs: [],
  limit: { short: 120, full: 900 },
};

const TOOLS = new URL("../../../tools/", import.meta.url).pathname;

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { backups, every } = scale === "full" ? { backups: 20, every: 10_000 } : { backups: 3, every: 2_000 };
  await withRig({ people: 100, rooms: 10 }, async (rig) => {
    const log = new FileLog(`${rig.dir}/clients.jsonl`);
    const load = new Load({ people: rig.people, url: rig.server.url, random: seeded(seed), log });
    try {
      await rig.server.start();
      await load.connect();
      load.startSending(200);
      const copies: string[] = [];
      for (let index = 0; index < backups; index++) {
        await wait(every);
        copies.push(await backUp(findings, { rig, load, index }));
      }
      load.stopSending();
      findings.require(await load.settle(30_000), `not settled: ${load.describeUnsettled()}`);
      compareAll(findings, copies, readHistory(rig.database));
      for (const copy of copies) {
        log.write({ mono: performance.now(), client: -1, op: "era" });
        await restoreAndGoOn(findings, { rig, load, copy });
      }
      await load.finish();
      await rig.server.stop();
      log.close();
      await check(findings, { rig, load, path: log.path, faults: copies.length });
    } finally {
      await load.stop();
    }
  });
  return findings.result();
}

async function backUp(
  findings: Findings,
  { rig, load, index }: { rig: Rig; load: Load; index: number },
): Promise<string> {
  const due = new Set<string>();
  const copy = `${rig.dir}/backup-${index}.db`;
  // What is acked from now on need not be in the copy.
  const ackedBefore = load.tally.acked;
  const before = readHistory(rig.database);
  for (const { events } of before.rooms.values()) for (const { id } of events) due.add(id);
  const began = performance.now();
  await tool("backup.ts", copy, rig);
  findings.add("backups");
  findings.figure("slowest backup", (performance.now() - began) / 1000, { unit: "s" });
  for (const { events } of readHistory(copy).rooms.values()) for (const { id } of events) due.delete(id);
  findings.require(
    due.size === 0,
    `backup ${index} lacks ${due.size} messages that were stored before it began`,
  );
  findings.require(load.tally.acked > ackedBefore, `nothing was acked while backup ${index} was made`);
  return copy;
}

/** Each copy must be a prefix, room by room, of what came of it. */
function compareAll(findings: Findings, copies: readonly string[], final: History): void {
  for (const copy of copies) {
    const { rooms, integrity } = readHistory(copy);
    findings.require(integrity === "ok", `${copy}: integrity ${integrity}`);
    let whole = true;
    for (const [room, { head, events }] of rooms) {
      const after = final.rooms.get(room)!.events;
      whole &&= head === events.length &&
        events.every(({ seq, id }, index) => seq === index + 1 && after[index]?.id === id);
    }
    findings.require(whole, `${copy} is not a prefix of the history`);
    if (whole && integrity === "ok") findings.add("copies that are a gapless prefix");
  }
}

async function restoreAndGoOn(
  findings: Findings,
  { rig, load, copy }: { rig: Rig; load: Load; copy: string },
): Promise<void> {
  const { tally } = load;
  const before = readHistory(rig.database);
  await rig.server.stop();
  await tool("restore.ts", copy, rig);
  const resets = tally.outcomes.get("reset") ?? 0;
  await rig.server.start();
  const restored = readHistory(rig.database);
  for (const [room, { epoch }] of restored.rooms) {
    findings.require(epoch !== before.rooms.get(room)?.epoch, `${room} has its old epoch after a restore`);
  }
  findings.require(await load.settle(30_000), `not whole after a restore: ${load.describeUnsettled()}`);
  const told = (tally.outcomes.get("reset") ?? 0) - resets;
  findings.add("restores");
  findings.add("clients told reset", told);
  findings.require(told >= load.clients.length, `${told} of ${load.clients.length} clients were told reset`);
  load.startSending(100);
  await wait(1_000);
  load.stopSending();
  findings.require(await load.settle(30_000), `not whole after writing on: ${load.describeUnsettled()}`);
}

async function check(
  findings: Findings,
  { rig, load, path, faults }: { rig: Rig; load: Load; path: string; faults: number },
): Promise<void> {
  const checker = new Checker(rig.memberships);
  for await (const entry of readEntries(path)) checker.take(entry);
  const { planned } = load.tally;
  const report = checker.finish(readHistory(rig.database), { planned, faults });
  for (const [name, count] of Object.entries(report.counts)) findings.count(name, count);
  findings.count("violations", [...report.violations.values()].reduce((sum, count) => sum + count, 0));
  for (const fault of report.faults) findings.require(false, fault);
  findings.require(rig.server.deaths === 0, "the server ended by itself");
}

async function tool(name: string, copy: string, { dataDir }: Rig): Promise<void> {
  const permissions = ["--allow-env", "--allow-read", "--allow-write"];
  await command(
    "env",
    `DATA_DIR=${dataDir}`,
    Deno.execPath(),
    "run",
    "--quiet",
    ...permissions,
    TOOLS + name,
    copy,
  );
}
