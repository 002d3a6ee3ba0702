import { listSaved, save } from "../state/saved.ts";
import { t } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { MessageIndex, whereabouts } from "./message_index.tsx";

/** The messages that the reader keeps for themselves, the last saved first. */
export function Saved() {
  return (
    <MessageIndex
      title={t("Saved messages")}
      nothing={t("Nothing is saved. A message is saved by its “More”.")}
      list={listSaved}
      act={(event, drop) => (
        <button
          type="button"
          class="bare"
          aria-label={t("Remove the message of {name} from saved", whereabouts(event))}
          title={t("Remove from saved")}
          onClick={() => drop(save({ room: event.room, message: event.seq }, false))}
        >
          <Icon name="close" size={16} />
        </button>
      )}
    />
  );
}
