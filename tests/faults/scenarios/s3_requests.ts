import { takeHarm } from "../../fuzz/harm.ts";
import { fuzzHttp } from "../../fuzz/http.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";

export const about: About = {
  id: "S3",
  title: "Requests that nobody should make",
  procedure:
    "200,000 requests over the real routes with path, query, headers, cookies and body changed by a seed, 8 at a time (short: 5,000)",
  target:
    "0 answers 500; nothing of the server's inside in a body; 0 exits, 0 faults logged; a healthy client waits ≤ 100 ms",
  needs: [],
  limit: { short: 90, full: 1_200 },
  alone: true,
};

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const count = scale === "full" ? 200_000 : 5_000;
  const run = await fuzzHttp({ count, seed });
  findings.count("requests", run.requests);
  for (const [status, times] of Object.entries(run.statuses)) {
    findings.count(status === "0" ? "closed without an answer" : `answered ${status}`, times);
  }
  findings.count("answers 500 or with something of the inside", run.leaks.length);
  findings.require(run.leaks.length === 0, run.leaks[0] ?? "");
  for (const status of [200, 400]) {
    findings.require((run.statuses[status] ?? 0) > count / 50, `hardly anything was answered ${status}`);
  }
  takeHarm(findings, [run], { scale });
  return findings.result();
}
