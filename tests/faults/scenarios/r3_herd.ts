import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { metric } from "../process_figures.ts";
import { seeded } from "../random.ts";
import { type Rig, withRig } from "../rig.ts";
import { Load } from "../load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "R3",
  title: "Thundering herd",
  procedure:
    "5,000 clients in 50 rooms (short: 500 in 10) are all cut at once by a restart; 20 messages are posted in each room while they are away; then the same with kill -9",
  target:
    "all whole in ≤ 15 s; after a stop in good order no second holds more than 25 % of the returns; a room's log is read at most once in 100 ms; ack p99 ≤ 500 ms after 20 s",
  needs: [],
  limit: { short: 120, full: 300 },
  alone: true,
};

const MISSED = 20;

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const random = seeded(seed);
  const { people, rooms, calm } = scale === "full"
    ? { people: 5_000, rooms: 50, calm: 20_000 }
    : { people: 500, rooms: 10, calm: 2_000 };
  await withRig({ people, rooms }, async (rig) => {
    await rig.server.start();
    const load = new Load({ people: rig.people, url: rig.server.url, random, heartbeat: 10_000 });
    try {
      await load.connect({ ms: 90_000 });
      for (const end of ["stop", "kill"] as const) {
        await cut(findings, { rig, load, end });
        await wait(calm);
        load.tally.ackMs.clear();
        load.startSending(50);
        await wait(5_000);
        load.stopSending();
        await until(() => load.unacked === 0, 5_000);
        findings.figure(`ack p50 after ${end}`, load.tally.ackMs.percentile(0.5), { unit: "ms" });
        for (const [code, count] of load.tally.errors) findings.count(`errors ${code}`, count);
        findings.figure(`ack p99 after ${end}`, load.tally.ackMs.percentile(0.99), {
          unit: "ms",
          atMost: 500,
        });
      }
      findings.require(rig.server.deaths === 0, "the server ended by itself");
    } finally {
      await load.stop();
    }
  });
  findings.count("clients", people);
  findings.count("rooms", rooms);
  return findings.result();
}

async function cut(
  findings: Findings,
  { rig, load, end }: { rig: Rig; load: Load; end: "stop" | "kill" },
): Promise<void> {
  const { tally } = load;
  tally.openedAt.length = 0;
  tally.outcomes.clear();
  const [received, gaps] = [tally.received, tally.gaps];
  const began = performance.now();
  await rig.server[end]();
  await rig.server.start();
  const rooms = new Map(rig.people.map((person) => [person.rooms[0]!, person.token]));
  const posted = await Promise.all([...rooms].map(([room, token]) => post(rig.server.url, room, token)));
  const whole = await until(() => load.clients.every(({ settled }) => settled), 60_000);
  const seconds = (performance.now() - began) / 1000;
  findings.require(whole, `after ${end} not whole: ${load.describeUnsettled()}`);
  findings.figure(`whole after ${end}`, seconds, { unit: "s", atMost: 15 });
  const reads = await metric(rig.server.url, "parley_log_reads");
  findings.count(`log reads after ${end}`, reads);
  findings.require(reads > 0, "no log read was counted: nobody had missed anything");
  findings.require(
    reads <= rooms.size * Math.ceil(seconds * 10),
    `${reads} log reads for ${rooms.size} rooms in ${seconds.toFixed(1)} s`,
  );
  findings.count(`missed events sent after ${end}`, tally.received - received);
  findings.count(`gaps asked for after ${end}`, tally.gaps - gaps);
  findings.count(`posted while away, ${end}`, posted.reduce((sum, count) => sum + count, 0));
  for (const [outcome, count] of tally.outcomes) findings.count(`resumed ${outcome} after ${end}`, count);
  const share = busiestSecond(tally.openedAt) / load.clients.length * 100;
  // Who is killed cannot say when to come back, so only the stop in good order has a bound; 500 come in one second.
  const atMost = end === "stop" && load.clients.length >= 5_000 ? 25 : undefined;
  findings.figure(`returns in the busiest second after ${end}`, share, { unit: "%", atMost });
}

/** Posts some messages over HTTP; gives how many were stored. */
async function post(url: string, room: string, token: string): Promise<number> {
  let stored = 0;
  for (let index = 0; index < MISSED; index++) {
    const id = `away-${crypto.randomUUID()}`;
    const response = await fetch(new URL(`/api/rooms/${room}/messages`, url), {
      method: "POST",
      headers: { "Authorization": `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ id, text: `${id} ${performance.now()}` }),
    });
    await response.body?.cancel();
    if (response.status === 201) stored++;
  }
  return stored;
}

function busiestSecond(times: readonly number[]): number {
  const seconds = new Map<number, number>();
  for (const time of times) {
    const second = Math.floor(time / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return Math.max(0, ...seconds.values());
}
