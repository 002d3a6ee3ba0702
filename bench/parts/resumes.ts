import { Generator } from "../support/generator.ts";
import { allOpened, type Figures, type Look, type Part } from "../support/part.ts";
import { withPeer } from "../support/server.ts";
import { metric } from "../support/metric.ts";

const PEOPLE = 5_000;
const BEHIND = 20;
const WINDOW = 100;

/** (e) The server is killed and started anew; 5,000 come back at once, each having missed 20 messages. */
export const resumes: Part = { name: "resumes", letters: "e", ownOnly: true, measure };

async function measure({ peer, tools }: Look): Promise<Figures> {
  const dataDir = await Deno.makeTempDir({ dir: tools.dir });
  const generator = new Generator();
  try {
    await withPeer(peer, tools, async ({ port }) => {
      const { dialect } = peer;
      allOpened(await generator.tell("open", { port, dialect, to: PEOPLE, window: WINDOW }));
      await generator.tell("offer", { posts: 50, seconds: 2 });
      await generator.tell("leave", {});
    }, { dataDir });
    return await withPeer(peer, tools, async ({ port }) => {
      const before = await metric(port, "parley_log_reads");
      const back = await generator.tell("resume", { port, behind: BEHIND, window: WINDOW });
      if (back.failed > 0) throw new Error(`${back.failed} did not come back: ${back.fault}`);
      const reads = await metric(port, "parley_log_reads") - before;
      return { seconds: back.seconds, per_second: back.connections / back.seconds, reads };
    }, { dataDir });
  } finally {
    await generator.stop();
    await Deno.remove(dataDir, { recursive: true });
  }
}
