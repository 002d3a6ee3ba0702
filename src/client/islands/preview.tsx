import { toLink } from "../format/addresses.ts";
import { removePreview } from "../state/message_changes.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { Icon } from "./icon.tsx";
import { say } from "./toast.tsx";

export interface PreviewProps {
  room: RoomModel;
  entry: MessageEntry;
}

/** What the first link of a message leads to, as that page says; where it is, no page can say for itself. */
export function Preview({ room, entry }: PreviewProps) {
  const { preview } = entry.message;
  const link = preview && toLink(preview.url);
  if (preview === undefined || link === undefined) return null;
  const { title, description, site } = preview;
  const { host } = new URL(link.href);

  function remove(): void {
    removePreview({ room: room.id, message: entry.seq }).catch((error) => say(faultOf(error)));
  }

  return (
    <div class="preview">
      <a href={link.href} target="_blank" rel="noopener noreferrer nofollow">
        <span class="preview-title" dir="auto">{title}</span>
        {description && <span class="preview-text" dir="auto">{description}</span>}
        <span class="preview-site">
          <bdi dir="ltr">{host}</bdi>
          {site && site !== host && <bdi>{site}</bdi>}
        </span>
      </a>
      {entry.own && (
        <button
          type="button"
          class="bare"
          aria-label={t("Remove this preview")}
          title={t("Remove this preview")}
          onClick={remove}
        >
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  );
}
