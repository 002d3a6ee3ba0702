import { LOBBY } from "../load/dialects.ts";
import { allOpened, type Figures, type Look, type Part, withLoad } from "../support/part.ts";

const SENDERS = 10;
const IN_FLIGHT = 1_000;
const FIXED = 10_000;
const SECONDS = 3;

/** (f) Posts that are on disk and acknowledged: as many as go, and at a fixed rate; ten people, all hear each post. */
export const posts: Part = { name: "posts", letters: "f", ownOnly: true, measure };

async function measure(look: Look): Promise<Figures> {
  return await withLoad(look, async ({ open, generator }) => {
    allOpened(await open(SENDERS));
    const common = { seconds: SECONDS, senders: SENDERS, room: LOBBY };
    const most = await generator.tell("acknowledge", { ...common, inFlight: IN_FLIGHT });
    const fixed = await generator.tell("acknowledge", { ...common, rate: FIXED });
    return {
      posts: most.perSecond,
      p50: most.p50,
      p99: most.p99,
      generator: most.ownCpu,
      fixed: fixed.perSecond,
      fixed_p50: fixed.p50,
      fixed_p99: fixed.p99,
      fixed_generator: fixed.ownCpu,
    };
  });
}
