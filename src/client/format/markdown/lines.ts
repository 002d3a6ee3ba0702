export interface Fence {
  length: number;
  /** As written behind the fence: "ts"; empty where nothing is. */
  language: string;
}

export interface ItemLine {
  /** What items of one list have in common. */
  sign: string;
  ordered: boolean;
  number: number;
  /** Characters before the text. */
  width: number;
  rest: string;
}

const FENCE = /^ {0,3}(`{3,})([^`]*)$/;
const QUOTE = /^>(?: |$)/;
const ITEM = /^ {0,3}(?:([-*])|(\d{1,9})([.)])) +(?=\S)/;

/** The line that begins fenced code. */
export function readFence(line: string): Fence | undefined {
  const match = FENCE.exec(line);
  if (match === null) return undefined;
  return { length: match[1]!.length, language: match[2]!.trim() };
}

export function isFenceEnd(line: string, fence: Fence): boolean {
  const match = FENCE.exec(line);
  return match !== null && match[2]!.trim() === "" && match[1]!.length >= fence.length;
}

/** What a quoted line says. Without a space behind it, ">" is a face or a sign: `>:(`. */
export function readQuote(line: string): string | undefined {
  return QUOTE.test(line) ? line.slice(2) : undefined;
}

/** A line of a list. */
export function readItem(line: string): ItemLine | undefined {
  const match = ITEM.exec(line);
  if (match === null) return undefined;
  const [all, bullet, digits, stop] = match;
  return {
    sign: bullet ?? stop!,
    ordered: bullet === undefined,
    number: Number(digits ?? 0),
    width: all.length,
    rest: line.slice(all.length),
  };
}
