import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { Load } from "../load.ts";
import { descriptors, metric, residentMiB } from "../process_figures.ts";
import { seeded } from "../random.ts";
import { withRig } from "../rig.ts";
import { startSearch } from "../start_search.ts";
import { StubbornPeers } from "../stubborn.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "L4",
  title: "Clients that never read",
  procedure:
    "500 healthy clients in 10 rooms write 200 messages of 1 KiB a second, and after a minute 100 come that are in all rooms and never read, for 5 min (short: 100 healthy, 20 that never read, 200 of 4 KiB); then the slow ones leave",
  target:
    "healthy delivery p99 ≤ 250 ms; each slow one closed ≤ 30 s after its buffers are full; memory growth ≤ 256 KiB each + 64 MiB; memory and descriptors back ≤ 30 s after they left",
  needs: [],
  limit: { short: 150, full: 600 },
  alone: true,
};

const ROOMS = 10;

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  // The heap grows for a while at any load: that is not theirs.
  const { healthy, slow, size, first, last } = scale === "full"
    ? { healthy: 500, slow: 100, size: 1_024, first: 60_000, last: 300_000 }
    : { healthy: 100, slow: 20, size: 3_900, first: 3_000, last: 0 };
  const roomsOf = (index: number) =>
    index < healthy ? [index % ROOMS] : Array.from({ length: ROOMS }, (_, room) => room);
  await withRig({ people: healthy + slow, rooms: ROOMS, roomsOf }, async ({ server, people }) => {
    await server.start();
    const load = new Load({ people: people.slice(0, healthy), url: server.url, random: seeded(seed) });
    const peers = new StubbornPeers();
    try {
      await load.connect();
      load.startSending(200, size);
      await startSearch(server.url, people[0]!.token);
      await wait(first);
      const [memory, open] = [residentMiB(server.pid), descriptors(server.pid)];
      await peers.connect(server.url, people.slice(healthy), { reads: false });
      const began = performance.now();
      load.tally.deliveryMs.clear();
      let most = memory;
      const closed = () => metric(server.url, "parley_connections_closed_total", 'code="4008"');
      // The kernel takes some megabytes for each before the server can see that nobody reads.
      const allClosed = await until(async () => {
        most = Math.max(most, residentMiB(server.pid));
        return await closed() === slow;
      }, 90_000);
      findings.count("healthy clients", healthy);
      findings.count("clients that never read", slow);
      findings.count("closed as too slow", await closed());
      findings.require(allClosed, `${await closed()} of ${slow} were closed as too slow within 90 s`);
      findings.figure("all closed after", (performance.now() - began) / 1000, { unit: "s" });
      await wait(Math.max(0, last - (performance.now() - began)));
      most = Math.max(most, residentMiB(server.pid));
      findings.figure("memory growth, most", most - memory, { unit: "MiB", atMost: slow / 4 + 64 });
      findings.figure("healthy delivery p99", load.tally.deliveryMs.percentile(0.99), {
        unit: "ms",
        atMost: 250,
      });
      await peers.close();
      const left = performance.now();
      const back = await until(() => descriptors(server.pid) <= open + 5, 30_000);
      findings.require(
        back,
        `${descriptors(server.pid) - open} descriptors more than before, 30 s after they left`,
      );
      findings.figure("descriptors back after", (performance.now() - left) / 1000, { unit: "s", atMost: 30 });
      load.stopSending();
      findings.require(await load.settle(30_000), `not settled: ${load.describeUnsettled()}`);
      findings.count("messages", load.tally.acked);
      findings.require(
        load.tally.acked === load.tally.planned,
        `${load.tally.acked} of ${load.tally.planned} acked`,
      );
      findings.count("healthy clients lost", load.tally.lost);
      findings.require(load.tally.lost === 0, `${load.tally.lost} healthy clients were lost`);
    } finally {
      await peers.close();
      await load.stop();
    }
  });
  return findings.result();
}
