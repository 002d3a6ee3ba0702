/** The keys that work everywhere on the page, as the help lists them. */
export const SHORTCUTS: readonly { keys: string[]; does: string }[] = [
  { keys: ["Ctrl", "K"], does: "Go to a room" },
  { keys: ["Alt", "↑"], does: "Room above" },
  { keys: ["Alt", "↓"], does: "Room below" },
  { keys: ["Alt", "Shift", "↑"], does: "Unread room above" },
  { keys: ["Alt", "Shift", "↓"], does: "Unread room below" },
  { keys: ["Esc"], does: "Mark the room as read, close what is open" },
  { keys: ["Shift", "Esc"], does: "Mark all rooms as read" },
  { keys: ["Enter"], does: "Send the message" },
  { keys: ["↑"], does: "Edit your last message, in the empty message box" },
  { keys: ["Ctrl", "↑"], does: "Go to the messages: ↑ and ↓ from one to the next" },
  { keys: ["Enter"], does: "On a message: what can be done with it" },
  { keys: ["R", "+"], does: "On a message: reply, react" },
  { keys: ["T", "U"], does: "On a message: reply in its thread, mark as unread from there" },
  { keys: ["E", "Del"], does: "On a message of yours: edit, delete" },
  { keys: ["Shift", "Enter"], does: "Begin a new line" },
  { keys: ["@", "#", ":", "/"], does: "Complete a person, a room, an emoji, a command" },
  { keys: ["Tab"], does: "Take the suggestion" },
  { keys: ["Page Up"], does: "Scroll back" },
  { keys: ["Page Down"], does: "Scroll on" },
  { keys: ["Home"], does: "Go to the oldest message that is loaded" },
  { keys: ["End"], does: "Go to the newest message" },
  { keys: ["Ctrl", "/"], does: "Show this help" },
];

/** How text is shaped. */
export const MARKS: readonly { written: string; does: string }[] = [
  { written: "**bold**", does: "Bold" },
  { written: "*italic* or _italic_", does: "Italic" },
  { written: "~~gone~~", does: "Struck out" },
  { written: "`code`", does: "Code in a line" },
  { written: "```ts", does: "Lines of code, until the next ```" },
  { written: "> words", does: "Quote" },
  { written: "- item or 1. item", does: "List" },
  { written: "[words](https://…)", does: "Link" },
  { written: ":tada:", does: "Emoji by its name" },
  { written: "\\*", does: "The mark itself" },
];
