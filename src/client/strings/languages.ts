import { effect, type ReadonlySignal } from "@preact/signals";
import type { Language } from "./language.ts";
import { showLanguage } from "./t.ts";

interface Listed {
  /** What the language calls itself. */
  name: string;
  dir: "ltr" | "rtl";
  /** Fetches its strings. */
  load?: () => Promise<Language>;
}

/** The interface languages, by their tags. Each but English is a file of its own, fetched where it is shown. */
export const LANGUAGES = {
  en: { name: "English", dir: "ltr" },
  de: { name: "Deutsch", dir: "ltr", load: async () => (await import("./de.ts")).de },
} as const satisfies Record<string, Listed>;

export type LanguageTag = keyof typeof LANGUAGES;

export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as LanguageTag[];

/** The first of the languages that somebody reads in which there are strings: English where there are in none. */
export function bestLanguage(read: readonly string[]): LanguageTag {
  for (const one of read) {
    const found = LANGUAGE_TAGS.find((tag) => tag === one.split("-")[0]!.toLowerCase());
    if (found !== undefined) return found;
  }
  return "en";
}

/**
 * Shows the language of a choice from now on; "system" is the one that the browser asks for. Where its strings cannot
 * be had, that one stays which is shown.
 * @returns waits for the strings of the first; undefined where none have to be fetched
 */
export function startLanguage(choice: ReadonlySignal<LanguageTag | "system">): Promise<void> | undefined {
  let fetched: Promise<void> | undefined;
  let current = "";
  effect(() => {
    const tag = current = choice.value === "system" ? bestLanguage(navigator.languages) : choice.value;
    const { load, dir }: Listed = LANGUAGES[tag];
    fetched = load?.().then((language) => {
      if (tag === current) show(language, tag, dir);
    }).catch(() => {});
    if (load === undefined) show(undefined, tag, dir);
  });
  return fetched;
}

function show(language: Language | undefined, tag: string, dir: string): void {
  showLanguage(language);
  document.documentElement.lang = tag;
  document.documentElement.dir = dir;
}
