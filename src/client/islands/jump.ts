import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { log } from "./panels.ts";
import { say } from "./toast.tsx";

const FRAMES = 60;
const SHARE = 0.3;

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
      row.focus({ preventScroll: true });
      mark(row);
      return true;
    }
    await new Promise(requestAnimationFrame);
  }
  return false;
}

function mark(row: HTMLElement): void {
  const colour = getComputedStyle(row).getPropertyValue("--marked");
  row.animate([{ backgroundColor: colour }, { backgroundColor: colour, offset: 0.6 }, {}], {
    id: "marked",
    duration: 2_400,
  });
}
