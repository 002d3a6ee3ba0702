import { currentRoom, type RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { log } from "./panels.ts";
import { say } from "./toast.tsx";

const FRAMES = 60;
const SHARE = 0.3;
/** Frames in which the message that was gone to holds the focus. */
const HELD = 20;

/** Brings a message into view, loads it where need be, and marks it for a moment; false where there is none. */
export async function jumpTo(room: RoomModel, seq: number): Promise<boolean> {
  const entry = await room.timeline.reach(seq);
  if (entry === undefined) {
    say(t("This message cannot be shown now"));
    return false;
  }
  // What was just loaded is drawn by the next frame.
  for (let frame = 0; frame < FRAMES; frame++) {
    const row = log.peek()?.show(entry.key, SHARE);
    if (row !== undefined) {
      mark(row);
      await holdFocus(room, entry.key);
      return true;
    }
    await new Promise(requestAnimationFrame);
  }
  return false;
}

/** What closes or opens beside it, as a dialog or the message box, takes the focus a few frames later. */
async function holdFocus(room: RoomModel, key: string): Promise<void> {
  for (let frame = 0; frame < HELD && currentRoom.peek() === room; frame++) {
    const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
    if (row !== null && document.activeElement !== row) row.focus({ preventScroll: true });
    await new Promise(requestAnimationFrame);
  }
}

function mark(row: HTMLElement): void {
  const colour = getComputedStyle(row).getPropertyValue("--marked");
  row.animate([{ backgroundColor: colour }, { backgroundColor: colour, offset: 0.6 }, {}], {
    id: "marked",
    duration: 2_400,
  });
}
