import { cleanLine } from "./clean.ts";
import { readHead } from "./head.ts";
import type { Network } from "./network.ts";
import { readPage } from "./page.ts";

/** What is shown of a page. */
export interface PagePreview {
  title: string;
  description?: string;
  /** The name that its site gives itself. */
  site?: string;
}

/** Milliseconds that a page may take, with all redirects. */
const PATIENCE = 5_000;
const MAX_TITLE = 200;
const MAX_DESCRIPTION = 300;
const MAX_SITE = 60;

/** Asks a page for what can be shown of it; undefined where there is nothing, or it may not be asked. */
export async function readPreview(
  url: string,
  network: Network,
  { signal, patience = PATIENCE }: { signal: AbortSignal; patience?: number },
): Promise<PagePreview | undefined> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  try {
    return toPreview(await readPage(url, network, AbortSignal.any([signal, late.signal])));
  } catch {
    // Whatever is wrong there is no fault here.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** What a page says of itself, fit to be shown. */
export function toPreview(html: string): PagePreview | undefined {
  const head = readHead(html);
  const title = cleanLine(head.title ?? "", MAX_TITLE);
  if (title === undefined) return undefined;
  const preview: PagePreview = { title };
  const description = cleanLine(head.description ?? "", MAX_DESCRIPTION);
  if (description !== undefined && description !== title) preview.description = description;
  const site = cleanLine(head.site ?? "", MAX_SITE);
  if (site !== undefined && site !== title) preview.site = site;
  return preview;
}
