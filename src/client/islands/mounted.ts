import { firstBelow } from "../format/window.ts";

/** What stays in its place while the log changes around it: a row, and where its bottom edge is below the top of the view. */
export interface Anchor {
  row: string;
  chunk: number;
  bottom: number;
}

const CHUNKS = "[data-chunk]";
const ROWS = "[data-row]";
const NEAR_ROWS = 5;

/** The mounted row of a key. */
export function findRow(list: HTMLElement, key: string): HTMLElement | undefined {
  for (const row of list.querySelectorAll<HTMLElement>(ROWS)) {
    if (row.dataset.row === key) return row;
  }
  return undefined;
}

/** The first row in the view; undefined where none is mounted there. */
export function rowAtTop(list: HTMLElement, view: DOMRect): Anchor | undefined {
  const rows = list.querySelectorAll<HTMLElement>(ROWS);
  const first = firstBelow(rows.length, view.top, (index) => rows[index]!.getBoundingClientRect().bottom);
  const top = rows[first];
  if (top === undefined || top.getBoundingClientRect().top > view.bottom) return undefined;
  // Notices grow and holes fill: a message is the better hold, if there is one near.
  const near = [...rows].slice(first, first + NEAR_ROWS);
  const chosen = near.find((row) => row.dataset.firm !== undefined) ?? top;
  return {
    row: chosen.dataset.row!,
    chunk: Number(chosen.parentElement!.dataset.chunk),
    bottom: chosen.getBoundingClientRect().bottom - view.top,
  };
}

/** Heights in px of the mounted chunks by their keys, and of a row in the mean. */
export function measureChunks(
  list: HTMLElement,
): { heights: Map<number, number>; rowHeight: number | undefined } {
  const heights = new Map<number, number>();
  let rows = 0;
  let height = 0;
  for (const chunk of list.querySelectorAll<HTMLElement>(CHUNKS)) {
    const size = chunk.getBoundingClientRect().height;
    heights.set(Number(chunk.dataset.chunk), size);
    rows += chunk.children.length;
    height += size;
  }
  return { heights, rowHeight: rows > 0 ? Math.round(height / rows) : undefined };
}

/** Where the mounted chunks begin and end on the page, in px. */
export function mountedEdges(list: HTMLElement): { top: number; bottom: number } {
  const chunks = list.querySelectorAll<HTMLElement>(CHUNKS);
  return {
    top: chunks[0]?.getBoundingClientRect().top ?? Infinity,
    bottom: chunks[chunks.length - 1]?.getBoundingClientRect().bottom ?? -Infinity,
  };
}
