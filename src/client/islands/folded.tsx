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
  const show = () => unfold(room, entry);
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
        show();
      }}
    >
      <span aria-hidden="true" />
      <p>
        <bdi>{t("Message of {name}, whom you blocked", { name })}</bdi>
        <button
          type="button"
          class="quiet"
          aria-label={t("Show the message of {name} of {time}", { name, time: shortTime(entry.at) })}
          onClick={show}
        >
          {t("Show")}
        </button>
      </p>
    </article>
  );
}
