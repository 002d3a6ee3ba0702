import { trimAddress } from "../../protocol/trim_address.ts";

/** As the page finds addresses: they end where the text of a link does, as in `[https://a.example](…`. */
const ADDRESS = /\bhttps?:\/\/(?:(?!\]\()[^\s<>"“”„«»`\p{Cf}])+/giu;

/** The first address of a message that can be shown as a link and leads to a page, outside of code; undefined where there is none. */
export function firstLink(text: string): string | undefined {
  for (const part of outsideCode(text)) {
    for (const [found] of part.matchAll(ADDRESS)) {
      const url = URL.parse(trimAddress(found));
      if (url !== null) return url.href;
    }
  }
  return undefined;
}

/** The parts of a text between what stands in backticks; as many close a piece of code as have opened it. */
function* outsideCode(text: string): Generator<string> {
  const runs = [...text.matchAll(/`+/g)];
  let from = 0;
  for (let index = 0; index < runs.length; index++) {
    const { 0: { length }, index: start } = runs[index]!;
    const closing = findClosing(runs, index);
    // A block that is not closed goes on to the end.
    if (closing < 0 && length < 3) continue;
    yield text.slice(from, start);
    if (closing < 0) return;
    from = runs[closing]!.index + length;
    index = closing;
  }
  yield text.slice(from);
}

function findClosing(runs: readonly RegExpExecArray[], index: number): number {
  const { length } = runs[index]![0];
  for (let place = index + 1; place < runs.length; place++) {
    if (runs[place]![0].length === length) return place;
  }
  return -1;
}
