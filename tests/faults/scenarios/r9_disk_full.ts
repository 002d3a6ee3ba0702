import { command } from "../command.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { seeded } from "../random.ts";
import { toUndo } from "../undo.ts";
import { type Running, underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "R9",
  title: "Disk full",
  procedure:
    "Data and logs on a tmpfs of 64 MiB (short: 24); 50 clients write 200 messages of 500 characters a second while a ballast file takes all space; then it is removed; 10 times (short: 3)",
  target:
    "0 acked lost; sends get storage_full; reading, presence and /healthz go on, /readyz says why not; sending works ≤ 5 s after space is back, without a restart",
  needs: ["root"],
  limit: { short: 120, full: 420 },
};

const HOLD = 3_000;
const CHUNK = new Uint8Array(64 * 1024);

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { rounds, size } = scale === "full" ? { rounds: 10, size: 64 } : { rounds: 3, size: 24 };
  const dir = await Deno.makeTempDir({ prefix: "parley-disk-" });
  const undo = toUndo(async () => {
    await command("umount", dir).catch(() => {});
    await Deno.remove(dir);
  });
  try {
    await command("mount", "-t", "tmpfs", "-o", `size=${size}m`, "tmpfs", dir);
    const plan = { people: 50, rooms: 5, rate: 200, size: 500, random: seeded(seed), settle: 60_000, dir };
    await underLoad(findings, plan, async (running) => {
      for (let round = 0; round < rounds; round++) {
        await wait(1_500);
        await fillAndFree(findings, running);
      }
      return rounds;
    });
  } finally {
    await undo();
  }
  return findings.result();
}

async function fillAndFree(findings: Findings, running: Running): Promise<void> {
  const { load, server, dir } = running;
  const { errors } = load.tally;
  const refusedBefore = errors.get("storage_full") ?? 0;
  const ballast = `${dir}/ballast`;
  fill(ballast);
  const told = await until(() => (errors.get("storage_full") ?? 0) > refusedBefore, 20_000);
  findings.require(told, "no send was answered storage_full within 20 s");
  await tryWhileFull(findings, running, ballast);
  await wait(HOLD);
  // What the log files were freed by rotation is taken, too.
  fill(ballast);
  await wait(500);
  const freed = performance.now();
  await Deno.remove(ballast);
  const acked = await until(() => load.tally.lastAck > freed + 1, 30_000);
  findings.require(acked, "no ack within 30 s after space was back");
  findings.figure("slowest first ack after space is back", (load.tally.lastAck - freed) / 1000, {
    unit: "s",
    atMost: 5,
  });
  const ready = await until(async () => (await ask(server.url, "/readyz")).status === 200, 5_000);
  findings.require(ready, "/readyz is not 200 within 5 s after space is back");
}

async function tryWhileFull(
  findings: Findings,
  { server: { url }, load }: Running,
  ballast: string,
): Promise<void> {
  const { person } = load.clients[0]!;
  const room = person.rooms[0]!;
  const alive = await ask(url, "/healthz");
  findings.require(alive.status === 200, `/healthz answers ${alive.status} while the disk is full`);
  let reason = "";
  const unready = await until(async () => {
    // Space comes back by itself, when a log file is rotated or a checkpoint lets the database begin its log anew.
    fill(ballast);
    await wait(200);
    const { status, text } = await ask(url, "/readyz");
    reason = text;
    return status === 503;
  }, 10_000);
  findings.require(unready, `/readyz does not answer 503 while the disk is full: ${reason}`);
  if (unready) findings.note("/readyz says", (JSON.parse(reason) as { reason: string }).reason);
  const read = await ask(url, `/api/rooms/${room}/messages?limit=10`, person.token);
  findings.require(read.status === 200, `history answers ${read.status} while the disk is full`);
  const presence = await presenceOf(url, person.token, room);
  findings.require(presence > 0, "room.presence gives nobody while the disk is full");
  findings.add("tried while full", 4);
}

/** Asks over a socket of its own who is in a room. */
async function presenceOf(url: string, token: string, room: string): Promise<number> {
  const headers = { Authorization: `Bearer ${token}` };
  const socket = new WebSocket(new URL("/ws", url.replace("http", "ws")), { headers } as unknown as string[]);
  const { promise, resolve } = Promise.withResolvers<number>();
  const late = setTimeout(() => resolve(0), 5_000);
  socket.onopen = () => socket.send(JSON.stringify({ type: "room.presence", id: "w", room }));
  socket.onmessage = ({ data }) => {
    const values = [JSON.parse(data as string)].flat() as { id?: string; online?: number }[];
    const answer = values.find(({ id }) => id === "w");
    if (answer !== undefined) resolve(answer.online ?? 0);
  };
  socket.onclose = () => resolve(0);
  socket.onerror = () => {};
  const online = await promise;
  clearTimeout(late);
  socket.close();
  return online;
}

async function ask(url: string, path: string, token?: string): Promise<{ status: number; text: string }> {
  const headers = token === undefined ? undefined : { Authorization: `Bearer ${token}` };
  const response = await fetch(new URL(path, url), { headers });
  return { status: response.status, text: await response.text() };
}

/** Writes until nothing more fits. */
function fill(path: string): void {
  const file = Deno.openSync(path, { create: true, append: true });
  try {
    for (let size = CHUNK.length; size >= 1;) {
      try {
        file.writeSync(CHUNK.subarray(0, size));
      } catch (error) {
        if ((error as { code?: string }).code !== "ENOSPC") throw error;
        size = Math.floor(size / 2);
      }
    }
  } finally {
    file.close();
  }
}
