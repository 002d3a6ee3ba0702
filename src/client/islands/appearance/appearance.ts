import { effect, type Signal, signal } from "@preact/signals";
import { LANGUAGE_TAGS, type LanguageTag } from "../../strings/languages.ts";

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = typeof THEMES[number];
export const TEXT_SIZES = ["small", "medium", "large"] as const;
export type TextSize = typeof TEXT_SIZES[number];
export const MOTIONS = ["system", "less"] as const;
export type Motion = typeof MOTIONS[number];

/** How the page looks in this browser; "system" is as the device says. */
export const theme: Signal<Theme> = kept("parley.theme", THEMES, "system");
export const textSize: Signal<TextSize> = kept("parley.text", TEXT_SIZES, "medium");
export const motion: Signal<Motion> = kept("parley.motion", MOTIONS, "system");
/** In which language the interface is; "system" is as the browser asks. */
export const language: Signal<LanguageTag | "system"> = kept(
  "parley.language",
  ["system", ...LANGUAGE_TAGS],
  "system",
);

/** Draws the page by the choices from now on. */
export function startAppearance(): void {
  const { dataset } = document.documentElement;
  const metas = [...document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")];
  const authored = metas.map((meta) => meta.content);
  effect(() => {
    const choice = dataset.theme = theme.value;
    for (const [index, meta] of metas.entries()) {
      meta.content = authored[choice === "light" ? 0 : choice === "dark" ? 1 : index]!;
    }
  });
  effect(() => void (dataset.text = textSize.value));
  effect(() => void (dataset.motion = motion.value));
}

/** A choice that outlives the page. */
function kept<Choice extends string>(key: string, choices: readonly Choice[], usual: Choice): Signal<Choice> {
  const choice = signal(stored(key, choices) ?? usual);
  effect(() => {
    const value = choice.value;
    try {
      localStorage.setItem(key, value);
    } catch {
      // Storage is closed: the choice holds for this page.
    }
  });
  return choice;
}

function stored<Choice extends string>(key: string, choices: readonly Choice[]): Choice | undefined {
  try {
    const value = localStorage.getItem(key);
    return choices.find((choice) => choice === value);
  } catch {
    return undefined;
  }
}
