/** A piece of code: plain, or of a kind that has its colour. */
export type Token = string | { scope: string; children: Token[] };
