import { t } from "../strings/t.ts";

/** The keys that work everywhere on the page, as the help lists them. */
export const shortcuts = (): readonly { keys: string[]; does: string }[] => [
  { keys: ["Ctrl", "K"], does: t("Go to a room or a person") },
  { keys: ["Ctrl", "Shift", "F"], does: t("Search messages") },
  { keys: ["Alt", "↑"], does: t("Room above") },
  { keys: ["Alt", "↓"], does: t("Room below") },
  { keys: ["Alt", "Shift", "↑"], does: t("Unread room above") },
  { keys: ["Alt", "Shift", "↓"], does: t("Unread room below") },
  { keys: ["Esc"], does: t("Mark the room as read, close what is open") },
  { keys: ["Shift", "Esc"], does: t("Mark all rooms as read") },
  { keys: ["Enter"], does: t("Send the message") },
  { keys: ["↑"], does: t("Edit your last message, in the empty message box") },
  { keys: ["Ctrl", "↑"], does: t("Go to the messages: ↑ and ↓ from one to the next") },
  { keys: ["Enter"], does: t("On a message: what can be done with it") },
  { keys: ["R", "+"], does: t("On a message: reply, react") },
  { keys: ["T", "U"], does: t("On a message: reply in its thread, mark as unread from there") },
  { keys: ["Shift", "F10"], does: t("On a message, a room or a person: its menu") },
  { keys: ["E", "Del"], does: t("On a message of yours: edit, delete") },
  { keys: ["Shift", "Enter"], does: t("Begin a new line") },
  { keys: ["@", "#", ":", "/"], does: t("Complete a person, a room, an emoji, a command") },
  { keys: ["Tab"], does: t("Take the suggestion") },
  { keys: ["Page Up"], does: t("Scroll back") },
  { keys: ["Page Down"], does: t("Scroll on") },
  { keys: ["Home"], does: t("Go to the oldest message that is loaded") },
  { keys: ["End"], does: t("Go to the newest message") },
  { keys: ["Ctrl", "/"], does: t("Show this help") },
];

/** How text is shaped. */
export const marks = (): readonly { written: string; does: string }[] => [
  { written: t("**bold**"), does: t("Bold") },
  { written: t("*italic* or _italic_"), does: t("Italic") },
  { written: t("~~gone~~"), does: t("Struck out") },
  { written: "`code`", does: t("Code in a line") },
  { written: "```ts", does: t("Lines of code, until the next ```") },
  { written: t("> words"), does: t("Quote") },
  { written: t("- item or 1. item"), does: t("List") },
  { written: t("[words](https://…)"), does: t("Link") },
  { written: ":tada:", does: t("Emoji by its name") },
  { written: "\\*", does: t("The mark itself") },
];
