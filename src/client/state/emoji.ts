import { RecentEmoji } from "../emoji/recent.ts";
import { localShelf } from "./drafts.ts";

/** What this browser remembers of the emoji that were picked in it. */
export const recentEmoji = new RecentEmoji(localShelf);
