import type { Setting } from "./readers.ts";
import { SETTINGS } from "./settings.ts";
import { showValue } from "./shown.ts";

/** The table of settings in Markdown, as it stands in README. */
export function settingsTable(): string {
  const rows = settings().map(({ name, fallback, allowed, unit, about }) =>
    `| \`${name}\` | ${showFallback(fallback)} | ${allowed}${
      unit === undefined ? "" : ` (${unit})`
    } | ${about} |`
  );
  return ["| Setting | Default | Allowed | What it does |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** The settings for a terminal. */
export function helpText(): string {
  const rows = settings().map(({ name, fallback, allowed, unit, about }) =>
    `  ${name}=${showValue(fallback)}\n      ${about}\n      ${allowed}${
      unit === undefined ? "" : ` (${unit})`
    }`
  );
  return `Parley is set by environment variables, as in: PORT=9000 deno task start\n\n${rows.join("\n")}`
    .replaceAll("`", "");
}

function settings(): Setting<unknown>[] {
  return Object.values(SETTINGS) as Setting<unknown>[];
}

function showFallback(fallback: unknown): string {
  const value = showValue(fallback);
  return value === "" ? "none" : `\`${value}\``;
}
