import { toLink, trimAddress } from "../addresses.ts";
import { Builder } from "./builder.ts";
import { canClose, canOpen, type Sides } from "./flanks.ts";
import type { Inline } from "./nodes.ts";
import { Runs } from "./runs.ts";

/**
 * Whatever may be more than text: an address (which ends where the text of a link does: "[https://a.example](…"), a name, an
 * escaped mark, a run of marks, a bracket.
 */
const SPECIAL =
  /\b(?:https?:\/\/|mailto:)(?:(?!\]\()[^\s<>"“”„«»`\p{Cf}])+|(?<![\p{L}\p{N}_./@#&=?-])[@#][\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,127}|\\(?=[*_~`[])|`+|\*+|_+|~+|[[\]]/giu;
/** The address of a link with a text of its own; brackets in it come in pairs, one level deep. */
const ADDRESS = /\(((?:https?:\/\/|mailto:)[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)\)/giuy;
const PARAGRAPHS = /(\n[ \t]*\n\s*)/;

/** The marks in a paragraph. No mark reaches over an empty line. */
export function parseInline(text: string): Inline[] {
  return text.split(PARAGRAPHS).flatMap((part, index): Inline[] =>
    index % 2 === 0 ? parse(part) : [{ kind: "text", text: part }]
  );
}

function parse(text: string): Inline[] {
  const builder = new Builder();
  const runs = new Runs(text);
  const special = new RegExp(SPECIAL);
  let end = 0;
  for (let match = special.exec(text); match !== null; match = special.exec(text)) {
    const { 0: found, index } = match;
    if (index > end) builder.text(text.slice(end, index));
    end = index + read(text, { found, index, runs, builder });
    special.lastIndex = end;
  }
  builder.text(text.slice(end));
  return builder.finish();
}

interface Look {
  found: string;
  index: number;
  runs: Runs;
  builder: Builder;
}

/** Reads what begins with `found`, and gives how many characters that was. */
function read(text: string, look: Look): number {
  const { found, builder } = look;
  switch (found[0]) {
    case "`":
      return readCode(text, look);
    case "\\":
      return readEscape(text, look);
    case "*":
    case "_":
    case "~":
      return readMarks(text, look);
    case "[":
      builder.open("[", 1);
      return 1;
    case "]":
      return readLink(text, look);
    case "@":
    case "#": {
      const name = found.replace(/[._-]+$/, "");
      builder.add({ kind: found[0] === "@" ? "person" : "room", text: name });
      return name.length;
    }
    default:
      return readAddress(found, builder);
  }
}

function readCode(text: string, { found, index, runs, builder }: Look): number {
  const from = index + found.length;
  const end = runs.next(found.length, from);
  if (end === undefined) {
    builder.text(found);
    return found.length;
  }
  const inner = text.slice(from, end);
  // One space on each side lets code begin and end with a backtick.
  const padded = inner.length > 2 && inner.startsWith(" ") && inner.endsWith(" ") && inner.trim() !== "";
  builder.add({ kind: "code", text: padded ? inner.slice(1, -1) : inner });
  return end + found.length - index;
}

/** A backslash takes a mark its meaning, and is shown where the mark had none: ¯\_(ツ)_/¯ keeps its arm. */
function readEscape(text: string, { index, builder }: Look): number {
  const sign = text[index + 1]!;
  const length = "*_~".includes(sign) ? runLength(text, index + 1, sign) : 1;
  const sides = sidesOf(text, { from: index, start: index + 1, length });
  if (!"`[".includes(sign) && !(isMark(sign, length) && builder.escape(sign + length, sides))) {
    builder.text("\\");
  }
  builder.text(sign.repeat(length));
  return 1 + length;
}

function readMarks(text: string, { found, index, builder }: Look): number {
  const [sign, length] = [found[0]!, found.length];
  if (!isMark(sign, length)) {
    builder.text(found);
    return length;
  }
  const sides = sidesOf(text, { from: index, start: index, length });
  const left = canClose(sides) ? builder.close(sign, length) : length;
  if (left > 0 && canOpen(sides)) builder.open(sign, left);
  else builder.text(sign.repeat(left));
  return length;
}

function readLink(text: string, { index, builder }: Look): number {
  ADDRESS.lastIndex = index + 1;
  const match = ADDRESS.exec(text);
  const link = match === null ? undefined : toLink(match[1]!);
  const made = link !== undefined && builder.link({
    kind: "link",
    href: link.href,
    host: link.href.startsWith("mailto:") ? link.href.slice("mailto:".length) : new URL(link.href).host,
  });
  if (made) return 1 + match![0].length;
  builder.text("]");
  return 1;
}

function readAddress(found: string, builder: Builder): number {
  const address = trimAddress(found);
  const link = toLink(address);
  if (link === undefined) {
    builder.text(address);
  } else {
    const { href, host } = link;
    builder.add({ kind: "link", href, host, children: [{ kind: "text", text: address }] });
  }
  return address.length;
}

/** `*`, `**`, `***`, `_` and `~~` are marks; `__init__` and `****` are text. */
function isMark(sign: string, length: number): boolean {
  return sign === "*" ? length <= 3 : length === (sign === "_" ? 1 : 2);
}

function runLength(text: string, start: number, sign: string): number {
  let end = start;
  while (text[end] === sign) end++;
  return end - start;
}

function sidesOf(
  text: string,
  { from, start, length }: { from: number; start: number; length: number },
): Sides {
  const after = text.codePointAt(start + length);
  return {
    before: characterBefore(text, from),
    after: after === undefined ? "" : String.fromCodePoint(after),
    single: length === 1,
  };
}

function characterBefore(text: string, index: number): string {
  const low = text.charCodeAt(index - 1);
  const start = low >= 0xdc00 && low <= 0xdfff && index > 1 ? index - 2 : index - 1;
  return start < 0 ? "" : text.slice(start, index);
}
