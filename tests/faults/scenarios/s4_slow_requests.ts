import { Bystander } from "../../fuzz/bystander.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { HeldConnections } from "../hold_open.ts";
import { metric, residentMiB } from "../process_figures.ts";
import { withRig } from "../rig.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "S4",
  title: "Requests that never end",
  procedure:
    "2,000 connections with half a header, 2,000 that say nothing and 500 whose body comes a byte a second, for 60 s, while a healthy client pings and asks (short: 200, 200, 50 for 8 s, with a time-out of 3 s for bodies)",
  target:
    "healthy p99 ≤ 500 ms; each slow body answered 408 ≤ 15 s; new clients are let in; that each connection is ended ≤ 15 s cannot be had of the runtime and is shown, not required",
  needs: [],
  limit: { short: 90, full: 240 },
  alone: true,
};

const HALF = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Half:";
const BODY = [
  "POST /api/session HTTP/1.1",
  "Host: localhost",
  "Content-Type: application/json",
  "Content-Length: 1000",
  "",
  "{",
].join("\r\n");

export async function run(scale: Scale): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { each, bodies, hold, timeout } = scale === "full"
    ? { each: 2_000, bodies: 500, hold: 60_000, timeout: 10 }
    : { each: 200, bodies: 50, hold: 8_000, timeout: 3 };
  // A short run is one beside many that keep it waiting, too.
  const atMost = scale === "full" ? 500 : 2_000;
  const env = { BODY_TIMEOUT: String(timeout) };
  await withRig({ people: 6, rooms: 1, env }, async ({ server, people }) => {
    await server.start();
    const tokens = people.map(({ token }) => token);
    const bystander = new Bystander(server.url, { tokens: tokens.slice(0, 5), pace: 20 });
    const kinds = {
      "half a header": new HeldConnections(),
      "nothing": new HeldConnections(),
      "a slow body": new HeldConnections(),
    };
    try {
      await until(async () => (await bystander.look()).answers > 10, 10_000);
      const memory = residentMiB(server.pid);
      const began = performance.now();
      await bystander.forget();
      await kinds["half a header"].connect(server.url, each, { head: HALF });
      await kinds.nothing.connect(server.url, each);
      const slow = kinds["a slow body"];
      const sent = performance.now();
      await slow.connect(server.url, bodies, { head: BODY, trickle: " ".repeat(999) });
      const told = await until(() => (slow.answered.get(408) ?? 0) === bodies, 30_000);
      findings.count("slow bodies answered 408", slow.answered.get(408) ?? 0);
      findings.require(told, `${slow.answered.get(408) ?? 0} of ${bodies} slow bodies were answered 408`);
      findings.figure("last answer to a slow body after", (performance.now() - sent) / 1000, {
        unit: "s",
        atMost: 15,
      });
      await wait(Math.max(0, hold - (performance.now() - began)));
      const asked = performance.now();
      const headers = { Authorization: `Bearer ${tokens[5]}` };
      const answer = await fetch(new URL("/api/rooms", server.url), { headers });
      await answer.body?.cancel();
      findings.require(answer.ok, `a new client was answered ${answer.status}`);
      findings.figure("answer to a new client", performance.now() - asked, { unit: "ms", atMost });
      const seen = await bystander.look();
      findings.count("pings answered", seen.answers);
      findings.require(
        seen.ended === "" && seen.answers > hold / 40,
        `the healthy client: ${JSON.stringify(seen)}`,
      );
      findings.figure("healthy p99", seen.p99, { unit: "ms", atMost });
      findings.figure("healthy worst", seen.worst, { unit: "ms" });
      findings.figure("memory growth", residentMiB(server.pid) - memory, { unit: "MiB" });
      const seconds = Math.round((performance.now() - began) / 1000);
      for (const [kind, held] of Object.entries(kinds)) {
        findings.count(`connected with ${kind}`, kind === "a slow body" ? bodies : each);
        findings.require(held.refused === 0, `${held.refused} connections with ${kind} could not be made`);
        findings.note(`still open after ${seconds} s, ${kind}`, `${held.open} (the runtime has no time-out)`);
      }
      await Promise.all(Object.values(kinds).map((held) => held.close()));
      findings.require(server.deaths === 0, "the server ended by itself");
      findings.require(await metric(server.url, "parley_connections") === 5, "the healthy clients were lost");
    } finally {
      bystander.leave();
      await Promise.all(Object.values(kinds).map((held) => held.close()));
    }
  });
  return findings.result();
}
