import { Bystander } from "../../fuzz/bystander.ts";
import { handshake, OPCODES, RawConnection } from "../../support/raw.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { descriptors, residentMiB } from "../process_figures.ts";
import { withRig } from "../rig.ts";
import { startSearch } from "../start_search.ts";
import { toUndo } from "../undo.ts";
import { until } from "../wait.ts";

export const about: About = {
  id: "S6",
  title: "Messages that never end",
  procedure:
    "50 signed-in connections of 10 people send 16 MiB each in fragments of one message without end (short: 10 connections of 2 people, 4 MiB), then leave",
  target:
    "The server lives; a healthy client waits ≤ 500 ms; one person's 6th connection is refused where 5 are allowed; memory is back ≤ 30 s after they left (+ 64 MiB). That each is closed with 1009 cannot be had of the runtime: the growth is shown, not bounded",
  needs: [],
  limit: { short: 90, full: 240 },
};

const EACH = 5;
const FRAGMENT = new Uint8Array(256 * 1024).fill(0x61);
const CONTINUATION = 0;

export async function run(scale: Scale): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { attackers, mib } = scale === "full" ? { attackers: 10, mib: 16 } : { attackers: 2, mib: 4 };
  const env = { MAX_CONNECTIONS_PER_USER: String(EACH) };
  await withRig({ people: attackers + 1, rooms: 1, env }, async ({ server, people }) => {
    await server.start();
    const bystander = new Bystander(server.url, { tokens: [people.at(-1)!.token], pace: 50 });
    const opened: RawConnection[] = [];
    const close = toUndo(() => {
      for (const connection of opened) connection.close();
    });
    try {
      await until(async () => (await bystander.look()).answers > 10, 10_000);
      await startSearch(server.url, people.at(-1)!.token);
      const [memory, open] = [residentMiB(server.pid), descriptors(server.pid)];
      const attacking = people.slice(0, attackers);
      for (const { token } of attacking) {
        for (let index = 0; index <= EACH; index++) {
          const connection = await RawConnection.open(server.url);
          opened.push(connection);
          const { status } = await handshake(connection, { headers: { Authorization: `Bearer ${token}` } });
          findings.add(`handshakes answered ${status}`);
          findings.require(
            status === (index < EACH ? 101 : 429),
            `connection ${index + 1} was answered ${status}`,
          );
        }
      }
      await bystander.forget();
      const sending = opened.filter((_, index) => index % (EACH + 1) < EACH);
      const sent = await Promise.all(sending.map((connection) => sendOn(connection, mib)));
      findings.figure("sent", sent.reduce((sum, one) => sum + one, 0), { unit: "MiB" });
      const growth = residentMiB(server.pid) - memory;
      findings.note(
        "memory growth",
        `${Math.round(growth)} MiB, ${
          (growth / sending.length).toFixed(1)
        } MiB a connection of ${mib} sent ` +
          "(the runtime joins fragments without a bound)",
      );
      // What was sent is held on; sending it may have taken no longer than a few pings.
      await until(async () => (await bystander.look()).answers > 5, 5_000);
      const seen = await bystander.look();
      findings.count("pings answered", seen.answers);
      findings.require(seen.ended === "" && seen.answers > 5, `the healthy client: ${JSON.stringify(seen)}`);
      findings.figure("healthy worst", seen.worst, { unit: "ms", atMost: scale === "full" ? 500 : 2_000 });
      await close();
      const left = performance.now();
      const back = await until(
        () => residentMiB(server.pid) <= memory + 64 && descriptors(server.pid) <= open + 5,
        30_000,
      );
      findings.require(
        back,
        `30 s after they left: ${Math.round(residentMiB(server.pid) - memory)} MiB and ` +
          `${descriptors(server.pid) - open} descriptors more than before`,
      );
      findings.figure("memory and descriptors back after", (performance.now() - left) / 1000, { unit: "s" });
      const { answers } = await bystander.look();
      findings.require(
        await until(async () => (await bystander.look()).answers > answers, 5_000),
        "the healthy client is served no more",
      );
      findings.require(server.deaths === 0, "the server ended by itself");
    } finally {
      bystander.leave();
      await close();
    }
  });
  return findings.result();
}

/** Sends so many MiB of a message that is never over, or less where the server ends it; gives how many. */
async function sendOn(connection: RawConnection, mib: number): Promise<number> {
  const count = mib * 2 ** 20 / FRAGMENT.length;
  for (let index = 0; index < count; index++) {
    try {
      await connection.sendFrame(FRAGMENT, {
        opcode: index === 0 ? OPCODES.text : CONTINUATION,
        fin: false,
      });
    } catch {
      return index * FRAGMENT.length / 2 ** 20;
    }
  }
  return mib;
}
