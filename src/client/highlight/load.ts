import type { Token } from "./token.ts";

/** Longer code stays plain: colours are not worth a page that does not answer. */
const MAX_CODE = 20_000;

/** Splits code into what has colours; undefined where the language is not known, or the script for it cannot be had. */
export async function highlight(language: string, text: string): Promise<Token[] | undefined> {
  const [name] = language.toLowerCase().split(/\s/);
  if (!name || text.length > MAX_CODE) return undefined;
  try {
    return (await import("./highlight.ts")).split(name, text);
  } catch {
    return undefined;
  }
}
