import type { Reaction } from "../../protocol/models.ts";
import { sayNames } from "../format/names.ts";
import { nameOfId } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { t, tn } from "../strings/t.ts";
import { isMine, openAbout, toggle } from "./acts.ts";
import { Icon } from "./icon.tsx";
import { reader } from "./own.ts";

export interface ReactionsProps {
  room: RoomModel;
  entry: MessageEntry;
}

/** What people gave a message; a press gives the same, or takes it back. */
export function Reactions({ room, entry }: ReactionsProps) {
  const { reactions } = entry.message;
  if (reactions === undefined) return null;
  return (
    <div class="reactions" role="group" aria-label={t("Reactions")}>
      {reactions.map((reaction) => {
        const names = whoGave(reaction);
        return (
          <button
            key={reaction.emoji}
            type="button"
            class="reaction"
            aria-pressed={isMine(reaction)}
            aria-label={`${reaction.emoji} ${reaction.count}: ${names}`}
            title={names}
            onClick={() => toggle(room, entry, reaction.emoji)}
          >
            <span class="emoji-mark">{reaction.emoji}</span>
            <span class="reaction-count">{reaction.count}</span>
          </button>
        );
      })}
      <button
        type="button"
        class="reaction add"
        aria-label={t("Add a reaction")}
        title={t("Add a reaction")}
        onClick={() => openAbout("react", room, entry)}
      >
        <Icon name="smile" size={16} />
      </button>
    </div>
  );
}

/** "You, Ada and 3 others": the reader first, and who is not known by name as one of the others. */
export function whoGave(reaction: Reaction): string {
  const self = reader()?.id;
  const names = reaction.users.filter((id) => id !== self).map(nameOfId).filter((name) => name !== undefined);
  if (isMine(reaction)) names.unshift(t("You"));
  const others = reaction.count - names.length;
  if (others === 0) return sayNames(names, 12);
  const rest = tn(others, "{n} other", "{n} others");
  return names.length === 0 ? rest : `${names.slice(0, 11).join(t(", "))}${t(" and ")}${rest}`;
}
