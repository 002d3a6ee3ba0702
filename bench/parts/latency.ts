import { allOpened, type Figures, type Look, type Part, withLoad } from "../support/part.ts";
import { cpuSeconds } from "../support/proc.ts";

const RECEIVERS = 1_000;
const POSTS = 20;
const SECONDS = 5;

/** (b) Latency at 20,000 deliveries/s, which all can hold, and (c) what they cost. */
export const latency: Part = { name: "latency", letters: "bc", measure: (look) => measure(look, SECONDS) };
export const quickLatency: Part = { ...latency, measure: (look) => measure(look, 2) };

async function measure(look: Look, seconds: number): Promise<Figures> {
  return await withLoad(look, async ({ open, running, generator }) => {
    allOpened(await open(RECEIVERS));
    await generator.tell("offer", { posts: POSTS, seconds: 1.5 });
    const before = cpuSeconds(running.pid);
    const { delivered, expected, p50, p99, ownCpu } = await generator.tell("offer", {
      posts: POSTS,
      seconds,
    });
    const cpu = (cpuSeconds(running.pid) - before) / delivered * 1e6;
    return { p50, p99, cpu, generator: ownCpu, lost: expected - delivered };
  });
}
