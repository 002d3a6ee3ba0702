import {
  allOpened,
  type Bout,
  type Figures,
  type Look,
  medians,
  type Part,
  withLoad,
} from "../support/part.ts";

const RECEIVERS = [100, 1_000, 5_000];
const LATENCY_LIMIT = 250;
const SECONDS = 1.5;
const FIRST_STEP = 1.7;
const STEP = 1.25;
const NEAR = 1.3;

/** (a) The most deliveries a second of which nothing is lost, with p99 within its limit. */
export const fanOut: Part = {
  name: "fan_out",
  letters: "a",
  measure: (look) => measure(look, { counts: RECEIVERS, looks: 12 }),
};
export const quickFanOut: Part = { ...fanOut, measure: (look) => measure(look, { counts: [100], looks: 5 }) };

async function measure(
  look: Look,
  { counts, looks }: { counts: readonly number[]; looks: number },
): Promise<Figures> {
  const known = look.earlier.length === 0 ? undefined : medians(look.earlier);
  return await withLoad(look, async (bout) => {
    const figures: Figures = {};
    for (const receivers of counts) {
      allOpened(await bout.open(receivers));
      const before = known?.[`offered_${receivers}`];
      const start = before ?? look.peer.guess(receivers) / FIRST_STEP;
      // What joins made due is not part of it, nor is compiling.
      await bout.generator.tell("offer", { posts: start / receivers / 4, seconds: 1 });
      const step = before === undefined ? FIRST_STEP : STEP;
      const found = await search(bout, { receivers, start, step, looks });
      for (const [name, value] of Object.entries(found)) figures[`${name}_${receivers}`] = value;
    }
    return figures;
  });
}

/** Raises or lowers the rate until one is held and one not much higher is not. */
async function search(
  bout: Bout,
  { receivers, start, step, looks }: { receivers: number; start: number; step: number; looks: number },
): Promise<Figures> {
  let held = 0;
  let failed = Infinity;
  let again = false;
  let rate = start;
  let best: Figures = { best: 0, offered: start };
  for (let look = 0; look < looks && failed / held > NEAR; look++) {
    const posts = Math.max(1, rate / receivers);
    const offered = await bout.generator.tell("offer", { posts, seconds: SECONDS });
    if (offered.delivered === offered.expected && offered.p99 <= LATENCY_LIMIT) {
      held = rate;
      best = {
        best: offered.delivered / offered.seconds,
        offered: rate,
        p99: offered.p99,
        generator: offered.ownCpu,
      };
      again = false;
    } else {
      if (offered.closed > 0) await bout.open(receivers);
      // One stall of the machine spoils a second and a half of anyone; a rate that is too high is so twice.
      again = !again && offered.delivered === offered.expected;
      if (again) continue;
      failed = rate;
    }
    if (failed === Infinity) rate *= step;
    else if (held === 0) rate /= step;
    else rate = Math.sqrt(held * failed);
  }
  return best;
}
