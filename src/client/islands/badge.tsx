import { count } from "../format/names.ts";
import type { RoomModel } from "../state/rooms.ts";

export interface BadgeProps {
  room: Pick<RoomModel, "badge" | "calls">;
}

/** How much is unread in a room; it looks another way where some of it calls the reader. */
export function Badge({ room }: BadgeProps) {
  const [shown, mentions] = [room.badge.value, room.calls.value];
  if (shown === 0) return null;
  const said = mentions > 0 ? `${shown} unread, ${count(mentions, "mention")}` : `${shown} unread`;
  return (
    <span class={mentions > 0 ? "pill called" : "pill"} aria-label={said} role="img">
      {shown > 999 ? "999+" : shown}
    </span>
  );
}
