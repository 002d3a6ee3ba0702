import { markRead } from "../state/messages.ts";
import { currentRoom, rooms } from "../state/rooms.ts";
import { dialog, focusComposer, log, peopleShown } from "./panels.ts";
import { goTo } from "./route.ts";

/** The keys that work everywhere on the page, as the help lists them. */
export const SHORTCUTS: readonly { keys: string[]; does: string }[] = [
  { keys: ["Ctrl", "K"], does: "Go to a room" },
  { keys: ["Alt", "↑"], does: "Room above" },
  { keys: ["Alt", "↓"], does: "Room below" },
  { keys: ["Esc"], does: "Mark the room as read, close what is open" },
  { keys: ["Enter"], does: "Send the message" },
  { keys: ["Shift", "Enter"], does: "Begin a new line" },
  { keys: ["Page Up"], does: "Scroll back" },
  { keys: ["Page Down"], does: "Scroll on" },
  { keys: ["Home"], does: "Go to the oldest message that is loaded" },
  { keys: ["End"], does: "Go to the newest message" },
  { keys: ["Ctrl", "/"], does: "Show this help" },
];

/** Listens until the returned function is called. */
export function listenToKeys(): () => void {
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const command = event.ctrlKey || event.metaKey;
  const writing = event.target instanceof Element && event.target.closest("input, textarea, dialog") !== null;
  if (command && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    dialog.value = dialog.value === "switcher" ? undefined : "switcher";
  } else if ((command && event.key === "/") || (event.key === "?" && !writing)) {
    event.preventDefault();
    dialog.value = dialog.value === "shortcuts" ? undefined : "shortcuts";
  } else if (dialog.value !== undefined) {
    return;
  } else if (event.altKey && !command && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    step(event.key === "ArrowUp" ? -1 : 1);
  } else if (event.key === "Escape") {
    escape();
  } else if (!writing && !command && !event.altKey && event.key.length === 1 && event.key !== " ") {
    focusComposer();
  }
}

function step(by: number): void {
  const list = rooms.value;
  const index = list.indexOf(currentRoom.value!);
  const next = list[(index + by + list.length) % list.length];
  if (next !== undefined) goTo(next.id);
}

function escape(): void {
  // A popover closes itself.
  if (document.querySelector(":popover-open") !== null) return;
  if (peopleShown.value) {
    peopleShown.value = false;
    focusComposer();
    return;
  }
  const room = currentRoom.value;
  if (room === undefined) return;
  if (room.unread.value > 0) markRead(room.id);
  log.value?.follow();
}
