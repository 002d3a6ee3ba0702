import type { Posted } from "../format/chunks.ts";
import type { Forwarded } from "../../protocol/models.ts";
import { nameOf } from "../state/people.ts";
import { type RoomModel, rooms } from "../state/rooms.ts";
import { savedIn } from "../state/saved.ts";
import { t } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { goTo, goToMessage } from "./route.ts";

export interface MessageMarksProps {
  room: RoomModel;
  entry: Posted;
}

/** What a message is besides its text, in small lines above it. */
export function MessageMarks({ room, entry }: MessageMarksProps) {
  const message = entry.kind === "message" ? entry.message : undefined;
  const forwarded = message?.forwarded ?? (entry.kind === "pending" ? entry.forwarded : undefined);
  const isSaved = entry.kind === "message" && !entry.message.deleted && savedIn(room.id).has(entry.seq);
  return (
    <>
      {message?.pinned && (
        <p class="pinned">
          <Icon name="pin" size={13} />
          {t("Pinned")}
        </p>
      )}
      {isSaved && (
        <p class="pinned">
          <Icon name="bookmark" size={13} />
          {t("Saved")}
        </p>
      )}
      {forwarded && <ForwardedFrom forwarded={forwarded} />}
    </>
  );
}

/** Who said it first, and the way to where that was, for those who are in that room. */
function ForwardedFrom({ forwarded: { author, room, seq, thread } }: { forwarded: Forwarded }) {
  const source = rooms.value.find(({ id }) => id === room);

  function go(): void {
    if (source === undefined || seq === undefined) return;
    if (thread === undefined) return goToMessage(source.id, seq);
    goTo(source.id);
    source.threads.show(thread);
  }

  return (
    <p class="pinned">
      <Icon name="forward" size={13} />
      {t("Forwarded")}
      <bdi class="forwarded-author">{nameOf(author)}</bdi>
      {source && (
        <button
          type="button"
          class="link"
          aria-label={t("Open the message in {room}", { room: source.name.value })}
          onClick={go}
        >
          <bdi>{source.name.value}</bdi>
        </button>
      )}
    </p>
  );
}
