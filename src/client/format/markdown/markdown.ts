import { isFenceEnd, readFence, readItem, readQuote } from "./lines.ts";
import { parseInline } from "./inline.ts";
import type { Block, Item } from "./nodes.ts";

/** Quotes and lists in each other; what is deeper stays as it was written. */
const MAX_DEPTH = 4;

/**
 * Reads a message as a small Markdown: bold, italic, strike, code, fenced code, lists, quotes, links. Never throws, takes
 * time in proportion to the text, and loses nothing: all but the marks is in the nodes.
 */
export function parseMarkdown(text: string): Block[] {
  return parseBlocks(text.split("\n"), 0);
}

function parseBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  for (let at = 0; at < lines.length;) {
    const found = readCode(lines, at) ??
      (depth < MAX_DEPTH ? readNested(lines, at, { depth, begins: isEmpty(paragraph) }) : undefined);
    if (found === undefined) {
      paragraph.push(lines[at++]!);
      continue;
    }
    endParagraph();
    blocks.push(found.block);
    at = found.next;
  }
  endParagraph();
  return blocks;

  /** Empty lines next to a list or the like are but the space around it. */
  function endParagraph(): void {
    const last = blocks.length > 0 || paragraph.length < lines.length;
    const text = last ? trimLines(paragraph) : paragraph;
    if (text.length > 0) blocks.push({ kind: "paragraph", children: parseInline(text.join("\n")) });
    paragraph = [];
  }
}

interface Found {
  block: Block;
  /** Index of the first line behind it. */
  next: number;
}

function readCode(lines: readonly string[], at: number): Found | undefined {
  const fence = readFence(lines[at]!);
  if (fence === undefined || at + 1 === lines.length) return undefined;
  let end = at + 1;
  while (end < lines.length && !isFenceEnd(lines[end]!, fence)) end++;
  const text = lines.slice(at + 1, end).join("\n");
  return { block: { kind: "code", language: fence.language, text }, next: end + 1 };
}

/** `begins`: nothing of a paragraph stands right before. */
function readNested(
  lines: readonly string[],
  at: number,
  { depth, begins }: { depth: number; begins: boolean },
): Found | undefined {
  if (readQuote(lines[at]!) !== undefined) return readQuoted(lines, at, depth);
  const first = readItem(lines[at]!);
  // "I was born in\n1986. What a year" is no list.
  if (first === undefined || (first.ordered && first.number !== 1 && !begins)) return undefined;
  const items: Item[] = [];
  let next = at;
  for (let item = first; item.sign === first.sign;) {
    const inner = [item.rest];
    next++;
    for (; next < lines.length && isIndented(lines[next]!); next++) {
      inner.push(lines[next]!.slice(Math.min(item.width, indentOf(lines[next]!))));
    }
    items.push({ number: item.number, children: parseBlocks(inner, depth + 1) });
    const following = next < lines.length ? readItem(lines[next]!) : undefined;
    if (following === undefined) break;
    item = following;
  }
  return { block: { kind: "list", ordered: first.ordered, items }, next };
}

function readQuoted(lines: readonly string[], at: number, depth: number): Found {
  const inner: string[] = [];
  let next = at;
  for (; next < lines.length; next++) {
    const line = readQuote(lines[next]!);
    if (line === undefined) break;
    inner.push(line);
  }
  return { block: { kind: "quote", children: parseBlocks(inner, depth + 1) }, next };
}

function isIndented(line: string): boolean {
  return indentOf(line) >= 2 && line.trim() !== "";
}

function indentOf(line: string): number {
  return /^ */.exec(line)![0].length;
}

function isEmpty(lines: readonly string[]): boolean {
  return (lines.at(-1) ?? "").trim() === "";
}

function trimLines(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first === -1) return [];
  return lines.slice(first, lines.findLastIndex((line) => line.trim() !== "") + 1);
}
