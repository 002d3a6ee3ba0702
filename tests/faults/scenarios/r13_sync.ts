import { attachStrace } from "../strace.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { readHistory } from "../history.ts";
import { isStopped } from "../process_figures.ts";
import { between, seeded } from "../random.ts";
import { withRig } from "../rig.ts";
import { readTrace } from "../sync_trace.ts";
import { underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "R13",
  title: "On disk before the ack",
  procedure:
    "1,000 sends one after the other (short: 200) under strace: between the write of a message to the log file and its ack there must be an fdatasync that succeeded. Then, under 200 messages a second, the process is stopped at 200 random instants (short: 30), database and log are copied, and the copy must open clean with every id that was acked before",
  target: "each ack behind its sync; 200 of 200 copies",
  needs: ["strace"],
  limit: { short: 120, full: 600 },
};

const CALLS = "trace=fdatasync,fsync,sendto,sendmsg,write,writev,pwrite64";

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { sends, copies } = scale === "full" ? { sends: 1_000, copies: 200 } : { sends: 200, copies: 30 };
  await traceSends(findings, sends);
  await copyLive(findings, copies, seed);
  return findings.result();
}

async function traceSends(findings: Findings, sends: number): Promise<void> {
  await withRig({ people: 1, rooms: 1 }, async ({ dir, server, people: [person] }) => {
    await server.start();
    const headers = { Authorization: `Bearer ${person!.token}` };
    const socket = new WebSocket(
      new URL("/ws", server.url.replace("http", "ws")),
      { headers } as unknown as string[],
    );
    const opened = Promise.withResolvers<void>();
    let acked: (() => void) | undefined;
    socket.onmessage = ({ data }) => {
      const values = [JSON.parse(data as string)].flat() as { type: string }[];
      if (values.some(({ type }) => type === "welcome")) opened.resolve();
      if (values.some(({ type }) => type === "ok")) acked?.();
    };
    await opened.promise;
    const path = `${dir}/trace.txt`;
    const strace = await attachStrace(server.pid, ["-y", "-s", "1000", "-o", path, "-e", CALLS]);
    for (let index = 0; index < sends; index++) {
      const { promise, resolve } = Promise.withResolvers<void>();
      acked = resolve;
      socket.send(
        JSON.stringify({ type: "message.post", id: `k${index}.`, room: "room-0", text: `text ${index}` }),
      );
      await promise;
    }
    await strace.detach();
    const { acks, syncs, unsynced } = readTrace(await Deno.readTextFile(path));
    findings.count("traced acks", acks);
    findings.count("syncs of the log file", syncs);
    findings.count("acks without a sync", unsynced.length);
    findings.require(acks === sends, `${acks} acks of ${sends} are in the trace`);
    findings.require(unsynced.length === 0, `acked before the sync: ${unsynced.slice(0, 5).join(", ")}`);
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await closed;
  });
}

async function copyLive(findings: Findings, copies: number, seed: number): Promise<void> {
  const random = seeded(seed);
  const plan = { people: 50, rooms: 5, rate: 200, random, settle: 30_000 };
  await underLoad(findings, plan, async ({ server, load, database, dir }) => {
    const acked = new Set<string>();
    load.tally.onAck = (id) => acked.add(id);
    let clean = 0;
    for (let copy = 1; copy <= copies; copy++) {
      await wait(between(random, 50, 250));
      server.pause();
      await until(() => isStopped(server.pid), 5_000);
      // Not an await from here to the copy: what is in the set was acknowledged before the stop.
      const due = new Set(acked);
      Deno.copyFileSync(database, `${dir}/copy.db`);
      Deno.copyFileSync(`${database}-wal`, `${dir}/copy.db-wal`);
      server.resume();
      const history = readHistory(`${dir}/copy.db`);
      for (const { events } of history.rooms.values()) for (const { id } of events) due.delete(id);
      if (history.integrity === "ok" && due.size === 0) clean++;
      else {findings.require(
          false,
          `copy ${copy}: integrity ${history.integrity}, ${due.size} acked messages are missing`,
        );}
      for (const suffix of ["", "-wal", "-shm"]) await Deno.remove(`${dir}/copy.db${suffix}`).catch(() => {});
    }
    findings.count("copies", copies);
    findings.count("copies that open clean and hold every acked id", clean);
    return copies;
  });
}
