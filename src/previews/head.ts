import { decodeEntities } from "./entities.ts";

/** What a page says of itself, as it is written there. */
export interface Head {
  title?: string;
  description?: string;
  site?: string;
}

/** Elements whose content is no markup. */
const RAW = new Set([
  "script",
  "style",
  "title",
  "noscript",
  "template",
  "textarea",
  "xmp",
  "iframe",
  "noframes",
]);
const NAME = /[a-zA-Z][^\s/>]{0,30}/y;
const ATTRIBUTE = /[\s/]*([^\s/>=]{1,100})(?:\s{0,100}=\s{0,100}(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y;
/** What is kept of one text, far more than is ever shown. */
const MAX_TEXT = 4_000;
const PROPERTIES: Readonly<Record<string, readonly [field: keyof Head, rank: number]>> = Object.freeze(
  Object.assign(Object.create(null), {
    "og:title": ["title", 3],
    "twitter:title": ["title", 2],
    "og:description": ["description", 3],
    "twitter:description": ["description", 2],
    "description": ["description", 1],
    "og:site_name": ["site", 3],
    "application-name": ["site", 1],
  }),
);

/**
 * Reads the head of a page for its title, description and the name of its site: what is meant for such previews before
 * what is meant for search. It takes any text, in a time that grows with its length alone, and makes text of it, never HTML.
 */
export function readHead(html: string): Head {
  const found = new Finds();
  let at = html.indexOf("<");
  while (at >= 0) {
    const next = html.charCodeAt(at + 1);
    if (next === 33 || next === 63) at = skipDeclaration(html, at);
    else at = readTag(html, at, found);
    if (at < 0) break;
    at = html.indexOf("<", at);
  }
  return found.head();
}

/** Reads a tag; gives where to go on, -1 for the end. */
function readTag(html: string, start: number, found: Finds): number {
  const closes = html[start + 1] === "/";
  NAME.lastIndex = start + (closes ? 2 : 1);
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) return start + 1;
  if (closes) return name === "head" ? -1 : endOfTag(html, NAME.lastIndex);
  if (name === "body") return -1;
  const attributes = new Map<string, string>();
  const end = readAttributes(html, NAME.lastIndex, attributes);
  if (end < 0) return -1;
  if (name === "meta") found.meta(attributes);
  if (!RAW.has(name)) return end;
  const close = findClose(html, name, end);
  if (name === "title") {
    found.add("title", 1, decodeEntities(html.slice(end, Math.min(close, end + MAX_TEXT))));
  }
  return close;
}

/** Reads the attributes of a tag, the first of each name; gives where the tag ends, -1 where it does not. */
function readAttributes(html: string, start: number, attributes: Map<string, string>): number {
  let at = start;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(html);
    if (match === null) break;
    at = ATTRIBUTE.lastIndex;
    const name = match[1]!.toLowerCase();
    const value = match[2] ?? match[3] ?? match[4];
    if (value !== undefined && !attributes.has(name)) {
      attributes.set(name, decodeEntities(value.slice(0, MAX_TEXT)));
    }
  }
  return endOfTag(html, at);
}

function endOfTag(html: string, at: number): number {
  const end = html.indexOf(">", at);
  return end < 0 ? -1 : end + 1;
}

/** Where the content of an element ends that has no markup; the end of the page where it does not. */
function findClose(html: string, name: string, start: number): number {
  const close = new RegExp(`</${name}[\\s/>]`, "gi");
  close.lastIndex = start;
  return close.exec(html)?.index ?? html.length;
}

/** Goes over a comment, a doctype, or the like. */
function skipDeclaration(html: string, start: number): number {
  if (!html.startsWith("<!--", start)) return endOfTag(html, start);
  const end = html.indexOf("-->", start + 2);
  return end < 0 ? -1 : end + 3;
}

/** What was found so far, the best of each. */
class Finds {
  readonly #found = new Map<keyof Head, { text: string; rank: number }>();

  meta(attributes: ReadonlyMap<string, string>): void {
    const content = attributes.get("content");
    const name = attributes.get("property") ?? attributes.get("name") ?? "";
    const meaning = PROPERTIES[name.toLowerCase().trim()];
    if (content !== undefined && meaning !== undefined) this.add(...meaning, content);
  }

  /** Keeps a text that says more than what was found, or as much and before it. */
  add(field: keyof Head, rank: number, text: string): void {
    if (text.trim() !== "" && rank > (this.#found.get(field)?.rank ?? 0)) {
      this.#found.set(field, { text, rank });
    }
  }

  head(): Head {
    return Object.fromEntries([...this.#found].map(([field, { text }]) => [field, text]));
  }
}
