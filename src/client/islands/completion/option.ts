import type { User } from "../../../protocol/models.ts";

/** One way to complete a word. */
export interface Option {
  key: string;
  /** What comes in the place of the word, sign and all. */
  insert: string;
  label: string;
  /** More about it, fainter. */
  detail?: string;
  picture: { emoji: string } | { user: User } | { sign: "#" | "/" | "@" };
}

export const MAX_OPTIONS = 8;
