import { command } from "../command.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { seeded } from "../random.ts";
import { toUndo } from "../undo.ts";
import { underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "R8",
  title: "Cable pulled",
  procedure:
    "Server and 50 clients in two network namespaces with a veth pair; the link goes down for 1, 20, 60 and 120 s (short: 1 and 12 s) under 50 messages a second",
  target: "I1 to I8; all connected again ≤ 10 s after the link is up",
  needs: ["root", "ip"],
  limit: { short: 120, full: 420 },
};

const SERVER_ADDRESS = "10.231.77.2";
const INSIDE = new URL("../inside.ts", import.meta.url).pathname;

/** Makes the namespaces, and runs the load inside of the clients' one. */
export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const [clients, servers] = [`parley-c${Deno.pid}`, `parley-s${Deno.pid}`];
  const undo = toUndo(async () => {
    for (const name of [clients, servers]) await command("ip", "netns", "del", name).catch(() => {});
  });
  try {
    for (const name of [clients, servers]) await command("ip", "netns", "add", name);
    await command(
      "ip",
      "link",
      "add",
      "cable",
      "netns",
      clients,
      "type",
      "veth",
      "peer",
      "name",
      "cable",
      "netns",
      servers,
    );
    await command("ip", "-n", clients, "addr", "add", "10.231.77.1/30", "dev", "cable");
    await command("ip", "-n", servers, "addr", "add", `${SERVER_ADDRESS}/30`, "dev", "cable");
    for (const name of [clients, servers]) {
      await command("ip", "-n", name, "link", "set", "cable", "up");
      await command("ip", "-n", name, "link", "set", "lo", "up");
    }
    return await runInside(clients, [servers, scale, String(seed)]);
  } finally {
    await undo();
  }
}

async function runInside(namespace: string, args: string[]): Promise<ScenarioResult> {
  const child = new Deno.Command("ip", {
    args: ["netns", "exec", namespace, Deno.execPath(), "run", "--quiet", "--allow-all", INSIDE, ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const undo = toUndo(() => child.kill("SIGTERM"));
  const { stdout } = await child.output();
  // It has ended: there is nothing to undo any more.
  await undo().catch(() => {});
  return JSON.parse(new TextDecoder().decode(stdout)) as ScenarioResult;
}

/** The run itself, in the clients' namespace. */
export async function pullCable(servers: string, scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const cuts = scale === "full" ? [1, 20, 60, 120] : [1, 12];
  const plan = {
    people: 50,
    rooms: 5,
    rate: 50,
    random: seeded(seed),
    heartbeat: 5_000,
    settle: 60_000,
    host: SERVER_ADDRESS,
    port: 8000,
    prefix: ["ip", "netns", "exec", servers],
  };
  await underLoad(findings, plan, async ({ load }) => {
    for (const seconds of cuts) {
      await wait(2_000);
      await command("ip", "-n", servers, "link", "set", "cable", "down");
      await wait(seconds * 1000);
      findings.count(`clients that had given up after ${seconds} s`, load.clients.length - load.openCount);
      const up = performance.now();
      await command("ip", "-n", servers, "link", "set", "cable", "up");
      // Who is still open may hold a dead connection: an ack by everyone tells.
      const heard = await until(() => load.openCount === load.clients.length && load.unacked < 10, 30_000);
      const after = (performance.now() - up) / 1000;
      findings.require(
        heard,
        `not all are back 30 s after a cut of ${seconds} s: ${load.describeUnsettled()}`,
      );
      findings.figure(`all back after a cut of ${seconds} s`, after, { unit: "s", atMost: 10 });
    }
    return cuts.length;
  });
  return findings.result();
}
