import { connection } from "../state/connection.ts";
import { discard, retry } from "../state/messages.ts";
import type { PendingEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { editedPending } from "./edited_pending.ts";
import { Icon } from "./icon.tsx";

/** How far a message of one's own has come, and what can be done with it before it is sent. */
export function Delivery({ entry }: { entry: PendingEntry }) {
  if (entry.status === "failed") {
    return (
      <div class="delivery">
        <Icon name="alert" size={15} />
        <span>{entry.error ?? t("This message could not be sent")}</span>
        <button type="button" class="link" onClick={() => retry(entry.clientId)}>{t("Retry")}</button>
        <Edit entry={entry} />
        <button type="button" class="link" onClick={() => discard(entry.clientId)}>{t("Discard")}</button>
      </div>
    );
  }
  // With a connection it is gone before anyone could use a button.
  if (entry.status === "sending" || connection.value.status === "open") {
    return (
      <span class="delivery" title={entry.status === "waiting" ? t("Waiting to be sent") : t("On its way")}>
        <Icon name="clock" size={13} />
        <span class="hidden">{t("Not sent yet")}</span>
      </span>
    );
  }
  return (
    <div class="delivery waits">
      <Icon name="clock" size={13} />
      <span>{t("Not sent yet")}</span>
      <Edit entry={entry} />
      <button type="button" class="link" onClick={() => discard(entry.clientId)}>{t("Take back")}</button>
    </div>
  );
}

/** Not for what is forwarded: it has the words of another. */
function Edit({ entry }: { entry: PendingEntry }) {
  if (entry.forwarded !== undefined) return null;
  return (
    <button type="button" class="link" onClick={() => editedPending.value = entry.clientId}>
      {t("Edit")}
    </button>
  );
}
