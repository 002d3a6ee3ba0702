import { fullTime } from "../format/times.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { openAbout } from "./acts.ts";

/** Says that the text was another one; a press shows the earlier ones. */
export function Edited({ room, entry }: { room: RoomModel; entry: MessageEntry }) {
  const { edited } = entry.message;
  if (edited === undefined) return null;
  return (
    <button
      type="button"
      class="edited"
      title={t("Edited {time}: show the earlier texts", { time: fullTime(Date.parse(edited.at)) })}
      onClick={() => openAbout("versions", room, entry)}
    >
      {t("edited")}
    </button>
  );
}
