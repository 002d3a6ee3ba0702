import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { editPending, holdPending, releasePending } from "../state/messages.ts";
import type { PendingEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { editedPending } from "./edited_pending.ts";

/** Milliseconds after which a message that is being changed is held anew: whoever crashes meanwhile holds nothing. */
const HOLD_AGAIN = 20_000;

/** The text of a message that waits, to be changed. It is not sent while this is open. */
export function PendingEditor({ entry }: { entry: PendingEntry }) {
  const { clientId } = entry;
  const text = useSignal(entry.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    holdPending(clientId);
    const timer = setInterval(() => holdPending(clientId), HOLD_AGAIN);
    field.current!.focus();
    return () => {
      clearInterval(timer);
      releasePending(clientId);
    };
  }, [clientId]);

  function close(): void {
    editedPending.value = undefined;
    document.getElementById("composer")?.focus();
  }

  function save(): void {
    if (text.peek().trim() !== "") editPending(clientId, text.peek());
    close();
  }

  return (
    <form
      class="pending-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={field}
        rows={2}
        dir="auto"
        aria-label={t("Edit the message that waits")}
        value={text.value}
        onInput={(event) => text.value = event.currentTarget.value}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Escape") close();
          else if (event.key === "Enter" && !event.shiftKey) save();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <button type="submit" class="link">{t("Save")}</button>
      <button type="button" class="link" onClick={close}>{t("Cancel")}</button>
    </form>
  );
}
