import { markAllRead, markRead } from "../state/messages.ts";
import { currentRoom, rooms } from "../state/rooms.ts";
import { isWriting } from "./page_keys.ts";
import { dialog, focusComposer, log, peopleShown } from "./panels.ts";
import { goTo } from "./route.ts";
import { closeThread } from "./threads.ts";

/** What a key does on the page, wherever it is pressed and not used up; listened for by page_keys.ts. */
export function onPageKey(event: KeyboardEvent): void {
  const command = event.ctrlKey || event.metaKey;
  const writing = isWriting(event);
  if (command && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    dialog.value = dialog.value === "switcher" ? undefined : "switcher";
  } else if (command && event.shiftKey && !event.altKey && event.key.toLowerCase() === "f") {
    event.preventDefault();
    dialog.value = dialog.value === "search" ? undefined : "search";
  } else if ((command && event.key === "/") || (event.key === "?" && !writing)) {
    event.preventDefault();
    dialog.value = dialog.value === "shortcuts" ? undefined : "shortcuts";
  } else if (dialog.value !== undefined) {
    return;
  } else if (event.altKey && !command && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    step(event.key === "ArrowUp" ? -1 : 1, event.shiftKey);
  } else if (event.key === "Escape" && event.shiftKey) {
    markAllRead();
  } else if (event.key === "Escape") {
    escape();
  }
}

/** To the next room in the list, or the next that has something new; behind the last comes the first. */
function step(by: 1 | -1, unread: boolean): void {
  const list = rooms.value;
  const index = list.indexOf(currentRoom.value!);
  for (let away = 1; away <= list.length; away++) {
    const next = list[(index + by * away + list.length * 2) % list.length]!;
    if (next !== currentRoom.value && (!unread || next.unread.value > 0)) return goTo(next.id);
  }
}

function escape(): void {
  // A popover closes itself.
  if (document.querySelector(":popover-open") !== null) return;
  if (closeThread()) return;
  if (peopleShown.value) {
    peopleShown.value = false;
    focusComposer();
    return;
  }
  const room = currentRoom.value;
  if (room === undefined) return;
  markRead(room.id);
  log.value?.follow();
}
