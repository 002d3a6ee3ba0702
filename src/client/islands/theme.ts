import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";
export const THEMES: readonly Theme[] = ["light", "dark", "system"];
const KEY = "parley.theme";

/** The reader's choice, kept in this browser. */
export const theme = signal<Theme>(stored());

/** Draws the page by the choice from now on. */
export function startTheme(): void {
  const metas = [...document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")];
  const authored = metas.map((meta) => meta.content);
  effect(() => {
    const choice = theme.value;
    document.documentElement.dataset.theme = choice;
    for (const [index, meta] of metas.entries()) {
      meta.content = authored[choice === "system" ? index : choice === "light" ? 0 : 1]!;
    }
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // Storage is closed: the choice holds for this page.
    }
  });
}

function stored(): Theme {
  try {
    return THEMES.find((name) => name === localStorage.getItem(KEY)) ?? "system";
  } catch {
    return "system";
  }
}
