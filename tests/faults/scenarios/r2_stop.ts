import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { between, seeded } from "../random.ts";
import { StubbornPeers } from "../stubborn.ts";
import { underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "R2",
  title: "SIGTERM under load",
  procedure:
    "200 clients in 10 rooms write 200 messages a second, 20 more never read and 20 never answer a close; SIGTERM and a start, 50 times (short: 5 times)",
  target:
    "each client is closed with 1012 or 1001 and told when to come back; process gone in ≤ 10 s; 0 lost",
  needs: [],
  limit: { short: 120, full: 1_200 },
};

const CLIENTS = 200;
const STUBBORN = 20;

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const random = seeded(seed);
  const stops = scale === "full" ? 50 : 5;
  const plan = {
    people: CLIENTS + 2 * STUBBORN,
    clients: CLIENTS,
    rooms: 10,
    rate: 200,
    random,
    settle: 30_000,
  };
  await underLoad(findings, plan, async ({ server, load, people }) => {
    const { tally } = load;
    let slowest = 0;
    let connected = 0;
    for (let stop = 1; stop <= stops; stop++) {
      const peers = new StubbornPeers();
      try {
        await peers.connect(server.url, people.slice(CLIENTS, CLIENTS + STUBBORN), { reads: false });
        await peers.connect(server.url, people.slice(CLIENTS + STUBBORN), { reads: true });
        await wait(between(random, 1_000, 2_000));
        findings.require(await until(() => load.openCount === CLIENTS, 15_000), "not all clients were back");
        connected += load.openCount;
        const { code, ms } = await server.stop();
        slowest = Math.max(slowest, ms);
        findings.require(code === 0, `stop ${stop} ended with code ${code}`);
        const told = peers.closeCodes.filter((one) => one === 1012 || one === 1001).length;
        findings.add("stubborn peers told 1012", told);
        findings.require(
          told === STUBBORN,
          `${told} of ${STUBBORN} that never answer a close were told 1012`,
        );
      } finally {
        await peers.close();
      }
      await server.start();
    }
    const shaken = (tally.closes.get(1012) ?? 0) + (tally.closes.get(1001) ?? 0);
    findings.count("connections at the stops", connected);
    findings.count("told 1012 and when to come back", tally.hinted);
    findings.require(
      tally.hinted === connected,
      `${connected - tally.hinted} clients were not told when to come back`,
    );
    // Who sends while the server closes may find the connection gone before it has read the close frame.
    findings.count("close handshakes done", shaken);
    findings.require(shaken >= 0.99 * connected, `only ${shaken} of ${connected} close handshakes were done`);
    findings.figure("slowest stop", slowest / 1000, { unit: "s", atMost: 10 });
    return stops;
  });
  return findings.result();
}
