import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Limits } from "../../protocol/limits.ts";
import { currentRoom } from "../state/rooms.ts";
import { isHeldBack } from "./order.ts";
import { draft, setDraft } from "../state/drafts.ts";
import { edit } from "../state/message_changes.ts";
import { post } from "../state/messages.ts";
import type { Thread } from "../state/thread.ts";
import { textFault } from "../format/text_fault.ts";
import { t } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { Icon } from "./icon.tsx";
import { touch } from "./page.ts";
import { editedReply } from "./threads.ts";

export interface ThreadComposerProps {
  thread: Thread;
  limits: Limits;
}

/** The box for a reply. What is written without a connection waits, as in the room. */
export function ThreadComposer({ thread, limits }: ThreadComposerProps) {
  const key = `${thread.room}/${thread.message}`;
  const text = useSignal(draft(key));
  const fault = useSignal("");
  const edited = editedReply.value;

  // The draft waits until the edit is over.
  useEffect(() => {
    if (edited === undefined) return;
    text.value = thread.find(edited)?.message.text ?? "";
    document.getElementById("thread-composer")?.focus();
    return () => {
      text.value = draft(key);
      fault.value = "";
    };
  }, [edited]);
  useEffect(() => () => void (editedReply.value = undefined), []);

  function write(value: string): void {
    text.value = value;
    fault.value = "";
    if (edited === undefined) setDraft(key, value);
  }

  async function saveEdit(message: number, value: string): Promise<void> {
    try {
      await edit({ room: thread.room, message }, value);
      if (editedReply.peek() === message) editedReply.value = undefined;
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  function send(): void {
    const value = text.peek();
    if (value.trim() === "") return;
    fault.value = textFault(value, limits.text);
    if (fault.peek() !== "") return;
    if (edited === undefined && currentRoom.value !== undefined && isHeldBack(currentRoom.value)) {
      fault.value = t("You cannot write just now: the note below the room says why");
      return;
    }
    if (edited !== undefined) return void saveEdit(edited, value);
    post(thread.room, value, { thread: thread.message });
    write("");
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {edited !== undefined && (
        <div class="composer-banner">
          <Icon name="edit" size={16} />
          <span class="banner-text">{t("Editing your reply")}</span>
          <button type="button" class="link" onClick={() => editedReply.value = undefined}>
            {t("Cancel")}
          </button>
        </div>
      )}
      <div class="composer-box">
        <div class="grow" data-text={text.value}>
          <textarea
            id="thread-composer"
            rows={1}
            dir="auto"
            placeholder={t("Reply")}
            aria-label={t("Reply in the thread")}
            aria-describedby="thread-composer-fault"
            aria-invalid={fault.value !== ""}
            enterkeyhint={touch.value ? "enter" : "send"}
            value={text.value}
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.isComposing || event.keyCode === 229) return;
              if (event.key === "Escape" && edited !== undefined) {
                event.preventDefault();
                editedReply.value = undefined;
                return;
              }
              if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
              if (touch.value && !event.ctrlKey && !event.metaKey) return;
              event.preventDefault();
              send();
            }}
          />
        </div>
        <button
          type="submit"
          class="send"
          aria-label={edited === undefined ? t("Send the reply") : t("Save the reply")}
          title={edited === undefined ? t("Send the reply") : t("Save the reply")}
          data-ready={text.value.trim() !== ""}
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon name={edited === undefined ? "send" : "check"} />
        </button>
      </div>
      <div id="thread-composer-fault" class="fault" role="alert">{fault.value}</div>
    </form>
  );
}
