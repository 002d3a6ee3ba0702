import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { faketimeLibrary } from "../needs.ts";
import { pick, seeded } from "../random.ts";
import { type Running, underLoad } from "../under_load.ts";
import { wait } from "../wait.ts";

export const about: About = {
  id: "R11",
  title: "Clock jumps",
  procedure:
    "100 clients write 100 messages a second while libfaketime moves the server's wall clock, the monotonic one left alone: +1 h, -1 h, +1 day and steps of -10 s, every 5 s for 5 min (short: every 2 s, 6 jumps); one client reconnects after each; then +31 days",
  target:
    "I1 to I8; no connection lost, no rate limit met; sessions live through jumps and end after their time",
  needs: ["faketime"],
  limit: { short: 90, full: 420 },
};

const HOUR = 3_600;
const DAY = 24 * HOUR;

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const random = seeded(seed);
  const { every, jumps } = scale === "full" ? { every: 5_000, jumps: 60 } : { every: 2_000, jumps: 6 };
  const clock = await Deno.makeTempFile({ prefix: "parley-clock-" });
  const set = (seconds: number) =>
    Deno.writeTextFileSync(clock, seconds < 0 ? String(seconds) : `+${seconds}`);
  set(0);
  const env = {
    LD_PRELOAD: faketimeLibrary()!,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    // The messages of one second for all: a clock that jumps must neither fill nor empty a bucket.
    MESSAGE_RATE: "20",
    MESSAGE_BURST: "40",
  };
  const plan = { people: 100, rooms: 10, rate: 100, random, settle: 30_000, env };
  try {
    await underLoad(findings, plan, async (running) => {
      const { load } = running;
      await wait(every);
      let seen = 0;
      for (let jump = 0; jump < jumps; jump++) {
        const offset = [HOUR, -HOUR, DAY][jump % 6] ?? -10 * (jump + 1);
        set(offset);
        pick(random, load.clients).drop();
        await wait(every);
        if (Math.abs(await offsetOf(running) - offset) < 8) seen++;
      }
      findings.count("jumps that the server's times show", seen);
      findings.require(seen === jumps, `only ${seen} of ${jumps} jumps are seen in the times of messages`);
      findings.count("connections lost", load.tally.lost - jumps);
      findings.require(
        load.tally.lost === jumps,
        `${load.tally.lost - jumps} connections were lost by jumps`,
      );
      const limited = load.tally.errors.get("rate_limited") ?? 0;
      findings.require(limited === 0, `${limited} sends met a rate limit`);
      const statuses = [];
      for (const offset of [-HOUR, 31 * DAY, 0]) {
        set(offset);
        await wait(300);
        statuses.push(await sessionStatus(running));
      }
      findings.note("a session an hour back, after 31 days, at its own time", statuses.join(", "));
      findings.require(
        statuses.join() === "200,401,200",
        `sessions answer ${statuses.join()}, due is 200,401,200`,
      );
      return jumps;
    });
  } finally {
    await Deno.remove(clock);
  }
  return findings.result();
}

/** Seconds by which the server's clock is ahead of ours, as the newest message shows. */
async function offsetOf({ server, people }: Running): Promise<number> {
  const { token, rooms } = people[0]!;
  const response = await fetch(new URL(`/api/rooms/${rooms[0]}/messages?limit=1`, server.url), {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { events } = await response.json() as { events: { at: string }[] };
  return (Date.parse(events.at(-1)!.at) - Date.now()) / 1000;
}

async function sessionStatus({ server, people }: Running): Promise<number> {
  const response = await fetch(new URL("/api/session", server.url), {
    headers: { Authorization: `Bearer ${people[0]!.token}` },
  });
  await response.body?.cancel();
  return response.status;
}
