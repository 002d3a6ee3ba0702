import type { User } from "../../protocol/models.ts";
import { shortTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { unfold } from "./unfolded.ts";

export interface FoldedProps {
  room: RoomModel;
  entry: MessageEntry;
}

/** A quiet line in the place of a message of somebody whom the reader has blocked. */
export function Folded({ room, entry }: FoldedProps) {
  const name = nameOf(entry.message.author);
  return (
    <article
      class="message folded"
      data-row={entry.key}
      data-firm
      tabIndex={-1}
      aria-label={t("Message of {name}, whom you blocked", { name })}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        event.preventDefault();
        unfold(room, entry);
      }}
    >
      <span aria-hidden="true" />
      <FoldedLine room={room.id} seq={entry.seq} at={entry.at} author={entry.message.author} />
    </article>
  );
}

export interface FoldedLineProps {
  /** Id of the room, and number of the message in its log. */
  room: string;
  seq: number;
  at: number;
  author: User;
}

/** Says that a message stands here of somebody whom the reader has blocked; a press shows it. */
export function FoldedLine({ room, seq, at, author }: FoldedLineProps) {
  const name = nameOf(author);
  return (
    <p class="folded-line">
      <bdi>{t("Message of {name}, whom you blocked", { name })}</bdi>
      <button
        type="button"
        class="quiet"
        aria-label={t("Show the message of {name} of {time}", { name, time: shortTime(at) })}
        onClick={() => unfold({ id: room }, { seq })}
      >
        {t("Show")}
      </button>
    </p>
  );
}
