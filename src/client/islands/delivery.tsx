import { useSignal } from "@preact/signals";
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { connection } from "../state/connection.ts";
import { discard, editPending, holdPending, releasePending, retry } from "../state/messages.ts";
import type { PendingEntry } from "../state/timeline.ts";
import { Icon } from "./icon.tsx";

/** The waiting message that is being changed, by its client id. */
export const editedPending = signal<string | undefined>(undefined);

/** Milliseconds after which a message that is being changed is held anew: whoever crashes meanwhile holds nothing. */
const HOLD_AGAIN = 20_000;

/** How far a message of one's own has come, and what can be done with it before it is sent. */
export function Delivery({ entry }: { entry: PendingEntry }) {
  if (entry.status === "failed") {
    return (
      <div class="delivery">
        <Icon name="alert" size={15} />
        <span>{entry.error ?? "This message could not be sent"}</span>
        <button type="button" class="link" onClick={() => retry(entry.clientId)}>Retry</button>
        <Edit entry={entry} />
        <button type="button" class="link" onClick={() => discard(entry.clientId)}>Discard</button>
      </div>
    );
  }
  // With a connection it is gone before anyone could use a button.
  if (entry.status === "sending" || connection.value.status === "open") {
    return (
      <span class="delivery" title={entry.status === "waiting" ? "Waiting to be sent" : "On its way"}>
        <Icon name="clock" size={13} />
        <span class="hidden">Not sent yet</span>
      </span>
    );
  }
  return (
    <div class="delivery waits">
      <Icon name="clock" size={13} />
      <span>Not sent yet</span>
      <Edit entry={entry} />
      <button type="button" class="link" onClick={() => discard(entry.clientId)}>Take back</button>
    </div>
  );
}

function Edit({ entry }: { entry: PendingEntry }) {
  return (
    <button type="button" class="link" onClick={() => editedPending.value = entry.clientId}>
      Edit
    </button>
  );
}

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
        aria-label="Edit the message that waits"
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
      <button type="submit" class="link">Save</button>
      <button type="button" class="link" onClick={close}>Cancel</button>
    </form>
  );
}
