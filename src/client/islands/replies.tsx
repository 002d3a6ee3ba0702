import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { tn } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { openThread } from "./threads.ts";

export interface RepliesProps {
  room: RoomModel;
  entry: MessageEntry;
}

/** Under a message: how many replies its thread has, and whether some are new to the reader. A press shows them. */
export function Replies({ room, entry }: RepliesProps) {
  const replies = room.threads.repliesOf(entry.seq);
  if (replies === undefined) return null;
  const mark = room.threads.markOf(entry.seq);
  const unread = mark?.follows ? mark.unread : 0;
  return (
    <button type="button" class="replies link" onClick={() => openThread(room, entry)}>
      <Icon name="thread" size={14} />
      {countReplies(replies.count)}
      {unread > 0 && <span class="pill">{tn(unread, "{n} new", "{n} new")}</span>}
    </button>
  );
}

/** "1 reply", "3 replies". */
export function countReplies(replies: number): string {
  return tn(replies, "{n} reply", "{n} replies");
}
