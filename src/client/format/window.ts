/** A range of chunks: from the first to before `to`. */
export interface Range {
  from: number;
  to: number;
}

/**
 * The chunks to mount so that at least `above` px before the chunk at `index` and `below` px from its top on are there.
 * @param sizes heights of all chunks in px, measured or guessed
 */
export function windowAround(
  sizes: readonly number[],
  index: number,
  px: { above: number; below: number },
): Range {
  if (sizes.length === 0) return { from: 0, to: 0 };
  let from = Math.min(Math.max(index, 0), sizes.length - 1);
  let to = from;
  for (let room = px.below; to < sizes.length && (room > 0 || to === from); to++) room -= sizes[to]!;
  for (let room = px.above; from > 0 && room > 0; from--) room -= sizes[from - 1]!;
  return { from, to };
}

/** Index of the chunk at `y` px from the top of the first one; the nearest one where there is none. */
export function chunkAt(sizes: readonly number[], y: number): number {
  let top = 0;
  for (let index = 0; index < sizes.length; index++) {
    top += sizes[index]!;
    if (y < top) return index;
  }
  return Math.max(0, sizes.length - 1);
}

/** Height of the chunks from `from` to before `to`, in px. */
export function heightOf(sizes: readonly number[], from: number, to: number): number {
  let height = 0;
  for (let index = from; index < to; index++) height += sizes[index]!;
  return height;
}

/** The first of `count` neighbours, top to bottom, whose bottom edge is below `y`; `count` where there is none. */
export function firstBelow(count: number, y: number, bottomOf: (index: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bottomOf(middle) > y) high = middle;
    else low = middle + 1;
  }
  return low;
}
