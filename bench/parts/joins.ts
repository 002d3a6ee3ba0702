import { allOpened, type Figures, type Look, type Part, settle, withLoad } from "../support/part.ts";
import { residentKilobytes } from "../support/proc.ts";

const FIRST = 100;
const MANY = 5_000;
const MOST = 10_000;
const QUICK = 1_000;
const SETTLE = 1_500;

/** (e) How fast people come in, and (d) the memory of those who are there and silent. */
export const joins: Part = { name: "joins", letters: "de", measure };
export const quickJoins: Part = { ...joins, measure: quickly };

async function measure(look: Look): Promise<Figures> {
  return await withLoad(look, async ({ open, running, generator }) => {
    allOpened(await open(FIRST));
    await generator.tell("offer", { posts: 5, seconds: 0.5 });
    const before = residentKilobytes(running.pid);
    const opened = await open(MANY);
    allOpened(opened);
    await settle(SETTLE);
    const figures: Figures = {
      joins: opened.opened / opened.seconds,
      kilobytes_5000: (residentKilobytes(running.pid) - before) / (MANY - FIRST),
    };
    // Twice as many take their time, and each round would tell the same.
    if (look.earlier.length > 0) return figures;
    allOpened(await open(MOST));
    await settle(SETTLE);
    figures.kilobytes_10000 = (residentKilobytes(running.pid) - before) / (MOST - FIRST);
    return figures;
  });
}

async function quickly(look: Look): Promise<Figures> {
  return await withLoad(look, async ({ open, running }) => {
    allOpened(await open(FIRST));
    const before = residentKilobytes(running.pid);
    const { opened, seconds } = await open(QUICK);
    await settle(SETTLE);
    return {
      joins: opened / seconds,
      kilobytes: (residentKilobytes(running.pid) - before) / (QUICK - FIRST),
    };
  });
}
