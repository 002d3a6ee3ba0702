/** A run of a message: plain text, or a link. `host` is where it really leads, given when the text alone could fool a reader. */
export type TextPart = { text: string; href?: undefined } | { text: string; href: string; host?: string };

// Stops at white space, quotes, angle brackets and the invisible characters that turn text around.
const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"“”„«»`\p{Cf}]+/giu;
const CLOSERS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** Splits a text into plain runs and links (http, https, mailto). The runs joined are the text, intact. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const address = trimEnd(match[0]);
    const link = toLink(address);
    if (link === undefined) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push(link);
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Takes off the punctuation that belongs to the sentence, not to the address; a bracket stays where its partner is inside. */
function trimEnd(address: string): string {
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1]!;
    const opener = CLOSERS[last];
    if (opener !== undefined) {
      const inside = address.slice(0, end);
      if (inside.split(opener).length >= inside.split(last).length) break;
    } else if (!/[.,;:!?'*_~…、。，！？]/u.test(last)) {
      break;
    }
    end--;
  }
  return address.slice(0, end);
}

function toLink(address: string): TextPart | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  if (url.protocol === "mailto:") {
    return url.pathname.includes("@") ? { text: address, href: url.href } : undefined;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  const fools = url.hostname.includes("xn--") || url.username !== "" || url.password !== "";
  return fools ? { text: address, href: url.href, host: url.host } : { text: address, href: url.href };
}
