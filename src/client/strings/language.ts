import type { COUNTED, STRINGS } from "./en.ts";

/** An interface language other than English. Its strings are found by the English ones. */
export interface Language {
  /** BCP 47. */
  tag: string;
  rules: Intl.PluralRules;
  strings: Readonly<Record<string, string>>;
  counted: Readonly<Record<string, Forms>>;
  /** What is written on keys, by their English. */
  keys: Readonly<Record<string, string>>;
  /** What the server's refusals come to, by their codes. */
  errors: Readonly<Record<string, string>>;
  /** Refusals that say more than their code, by their English; numbers in it are {1}, {2} … */
  refusals: Readonly<Record<string, string>>;
}

/** What is said for counts, by the plural category of the language. */
export type Forms = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** All strings of the page in one language: the compiler finds those that are missing. */
export type Strings = Readonly<Record<typeof STRINGS[number], string>>;

/** The strings about counts. */
export type Counted = Readonly<Record<typeof COUNTED[number][1], Forms>>;
