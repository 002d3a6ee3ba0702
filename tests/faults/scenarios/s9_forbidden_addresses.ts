import { command } from "../command.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { metric } from "../process_figures.ts";
import { withRig } from "../rig.ts";
import { toUndo } from "../undo.ts";
import { until } from "../wait.ts";
import { FORBIDDEN_URLS } from "../../support/forbidden_urls.ts";
import { TestClient } from "../../support/client.ts";
import { answerNames, type Heard, listenEverywhere } from "../whole_internet.ts";

export const about: About = {
  id: "S9",
  title: "Links to where no stranger may go",
  procedure:
    `${FORBIDDEN_URLS.length} links to addresses that are not public, to names that lead there, at once or at the second look-up, and over redirects, are posted to a server with LINK_PREVIEWS=on that may connect to anything, in a network where every address answers (short: once, full: 20 times)`,
  target:
    "0 connections to an address that is not public, or to a port other than 80 and 443; a public link is shown",
  needs: ["root", "ip"],
  limit: { short: 90, full: 300 },
};

const INSIDE = new URL("../inside_internet.ts", import.meta.url).pathname;
/** Public, as far as the server can know. */
const PUBLIC = "93.184.216.34";
const NAMES: Record<string, string[]> = {
  "near.example.org": ["127.0.0.1"],
  "both.example.org": [PUBLIC, "127.0.0.1"],
  "private.example.org": ["10.0.0.1"],
};
/** Links of one person: each is asked for ten at once. */
const EACH = 8;

/** Makes a network of its own, in which each address is this machine, and runs the rest inside. */
export async function run(scale: Scale): Promise<ScenarioResult> {
  const name = `parley-n${Deno.pid}`;
  const undo = toUndo(() => command("ip", "netns", "del", name).then(() => {}, () => {}));
  try {
    await command("ip", "netns", "add", name);
    await command("ip", "-n", name, "link", "set", "lo", "up");
    await command("ip", "-n", name, "route", "add", "local", "0.0.0.0/0", "dev", "lo");
    await command("ip", "-n", name, "-6", "route", "add", "local", "::/0", "dev", "lo").catch(() => {});
    const child = new Deno.Command("ip", {
      args: ["netns", "exec", name, Deno.execPath(), "run", "--quiet", "--allow-all", INSIDE, scale],
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const end = toUndo(() => child.kill("SIGTERM"));
    const { stdout } = await child.output();
    await end().catch(() => {});
    return JSON.parse(new TextDecoder().decode(stdout)) as ScenarioResult;
  } finally {
    await undo();
  }
}

/** The run itself, in that network. */
export async function postLinks(scale: Scale): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const rounds = scale === "full" ? 20 : 1;
  const people = Math.ceil(FORBIDDEN_URLS.length / EACH) * rounds + 1;
  let asked = 0;
  using names = await answerNames((name) => {
    // Near from the second look-up on.
    if (name === "turning.example.org") return asked++ === 0 ? [PUBLIC] : ["127.0.0.1"];
    return NAMES[name] ?? [PUBLIC];
  });
  using everywhere = listenEverywhere();
  const rig = { people, rooms: 1, env: { LINK_PREVIEWS: "on" }, net: "--allow-net" };
  await withRig(rig, async ({ server, people }) => {
    await server.start();
    const clients: TestClient[] = [];
    try {
      for (const { token } of people) clients.push(await TestClient.connect(server.url, { token }));
      const [reader, ...posters] = clients as [TestClient, ...TestClient[]];
      const post = (client: TestClient, text: string) =>
        client.ask({ type: "message.post", room: "room-0", text });
      // That it would be seen.
      await post(reader, "http://public.example.org/control");
      await reader.next("message.previewed");
      findings.require(everywhere.heard.some(isPublic), "not even a public page was asked");
      for (const [index, client] of posters.entries()) {
        const from = (index * EACH) % FORBIDDEN_URLS.length;
        for (const url of FORBIDDEN_URLS.slice(from, from + EACH)) {
          // Another page each time: what was asked once is not asked again.
          await post(client, `${url}?${index}`);
          findings.add("links posted");
        }
        const done = await until(
          async () => await metric(server.url, "parley_previews_waiting") === 0,
          60_000,
        );
        findings.require(done, "the links are not seen to after a minute");
      }
      await post(posters[0]!, "http://public.example.org/after");
      await reader.next("message.previewed", ({ url }) => url.endsWith("/after"));
    } finally {
      for (const client of clients) await client.close();
    }
    findings.require(server.deaths === 0, "the server ended by itself");
  });
  findings.count("names looked up", names.count);
  findings.count("connections to a public page", everywhere.heard.filter(isPublic).length);
  const others = everywhere.heard.filter((one) => !isPublic(one));
  findings.count("connections elsewhere", others.length);
  findings.require(others.length === 0, `connected to ${others[0]?.address}:${others[0]?.port}`);
  return findings.result();
}

function isPublic({ address, port }: Heard): boolean {
  return address === PUBLIC && (port === 80 || port === 443);
}
