import type { RoomModel } from "../state/rooms.ts";
import { t, tn } from "../strings/t.ts";

export interface BadgeProps {
  room: Pick<RoomModel, "badge" | "calls">;
}

/** How much is unread in a room; it looks another way where some of it calls the reader. */
export function Badge({ room }: BadgeProps) {
  const [shown, mentions] = [room.badge.value, room.calls.value];
  if (shown === 0) return null;
  const said = mentions > 0
    ? tn(mentions, "{shown} unread, {n} mention", "{shown} unread, {n} mentions", { shown })
    : t("{n} unread", { n: shown });
  return (
    <span class={mentions > 0 ? "pill called" : "pill"} aria-label={said} role="img">
      {shown > 999 ? "999+" : shown}
    </span>
  );
}
