/** The settings of the server in a language other than English, which is the server's own. */
export interface SettingWords {
  /** What a setting means, by its name. */
  about: Readonly<Record<string, string>>;
  /** What it may be, by the English; numbers in it are {1}, {2} … */
  allowed: Readonly<Record<string, string>>;
  /** By the English. */
  units: Readonly<Record<string, string>>;
}

/** A setting as the server tells it, or in other words. */
interface Told {
  name: string;
  about: string;
  allowed: string;
  unit?: string;
}

const LANGUAGES: Partial<Record<string, () => Promise<SettingWords>>> = {
  de: async () => (await import("./de_settings.ts")).settings,
};

/** Fetches the words of a language; undefined for English. */
export function loadSettingWords(tag: string): Promise<SettingWords> | undefined {
  return LANGUAGES[tag.split("-")[0]!]?.();
}

/**
 * A setting in another language, as far as it has words for it: a server may be newer than the page. `known` says
 * whether it has all of them.
 */
export function translateSetting<S extends Told>(setting: S, words: SettingWords): S & { known: boolean } {
  const { name, unit } = setting;
  const about = words.about[name];
  const allowed = translateAllowed(setting.allowed, words);
  return {
    ...setting,
    about: about ?? setting.about,
    allowed: allowed ?? setting.allowed,
    ...(unit !== undefined && { unit: words.units[unit] ?? unit }),
    known: about !== undefined && allowed !== undefined,
  };
}

function translateAllowed(english: string, words: SettingWords): string | undefined {
  // Values between backticks are the same in all languages.
  if (/^(`[^`]*`(, |$))+$/.test(english)) return english;
  const numbers: string[] = [];
  const shape = english.replace(/\d+/g, (n) => `{${numbers.push(n)}}`);
  return words.allowed[shape]?.replace(/\{(\d)\}/g, (_, n) => numbers[n - 1]!);
}
