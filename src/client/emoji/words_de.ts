import table from "./emoji_de.json" with { type: "json" };
import type { Words } from "./data.ts";

/** German words of emoji, as Unicode has them. Fetched with the first one that is looked for while German is shown. */
export const words: Words = table;
