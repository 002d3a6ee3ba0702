import { CHROMIUM } from "../../tests/support/chromium.ts";
import type { Figures, Look, Part } from "../support/part.ts";
import { seed } from "../support/seed.ts";
import { withPeer } from "../support/server.ts";

/** The newest that runs on Debian's Node. */
const LIGHTHOUSE = "lighthouse@12.2.3";
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const FLAGS = "--headless=new --no-sandbox --disable-gpu";

/** What Lighthouse gives the page as a phone sees it: for a new visitor, and for somebody with messages in a room. */
export const lighthouse: Part = { name: "lighthouse", letters: "j", ownOnly: true, rounds: 1, measure };

interface Report {
  categories: Record<string, { score: number | null }>;
}

async function measure({ peer, tools }: Look): Promise<Figures> {
  if (CHROMIUM === undefined) throw new Error("Chromium is not here");
  const dataDir = `${tools.dir}/lighthouse`;
  const { tokens: [token] } = await seed(dataDir, { people: 1, rooms: 1, messages: 1_000 });
  return await withPeer(peer, tools, async ({ port }) => {
    const url = `http://127.0.0.1:${port}/`;
    const visitor = await audit(url);
    const member = await audit(url, { Cookie: `parley_session=${token}` });
    return { ...named("visitor", visitor), ...named("member", member) };
  }, { dataDir });
}

async function audit(url: string, headers: Record<string, string> = {}): Promise<Report> {
  const { success, stdout, stderr } = await new Deno.Command("npx", {
    args: [
      "-y",
      LIGHTHOUSE,
      url,
      "--quiet",
      "--output=json",
      `--only-categories=${CATEGORIES.join()}`,
      `--extra-headers=${JSON.stringify(headers)}`,
      `--chrome-flags=${FLAGS}`,
    ],
    env: { CHROME_PATH: CHROMIUM! },
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr).trim().split("\n").at(-1));
  return JSON.parse(new TextDecoder().decode(stdout));
}

function named(who: string, { categories }: Report): Figures {
  return Object.fromEntries(
    CATEGORIES.map((name) => [`${who}_${name.replace("-", "_")}`, 100 * (categories[name]?.score ?? NaN)]),
  );
}
