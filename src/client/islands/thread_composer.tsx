import { useSignal } from "@preact/signals";
import { ProtocolError } from "../../protocol/errors.ts";
import type { Limits } from "../../protocol/limits.ts";
import { checkText } from "../../protocol/text.ts";
import { draft, setDraft } from "../state/drafts.ts";
import { post } from "../state/messages.ts";
import type { Thread } from "../state/thread.ts";
import { Icon } from "./icon.tsx";
import { touch } from "./page.ts";

export interface ThreadComposerProps {
  thread: Thread;
  limits: Limits;
}

/** The box for a reply. What is written without a connection waits, as in the room. */
export function ThreadComposer({ thread, limits }: ThreadComposerProps) {
  const key = `${thread.room}/${thread.message}`;
  const text = useSignal(draft(key));
  const fault = useSignal("");

  function write(value: string): void {
    text.value = value;
    fault.value = "";
    setDraft(key, value);
  }

  function send(): void {
    const value = text.peek();
    if (value.trim() === "") return;
    try {
      checkText(value, limits.text);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      fault.value = error.message;
      return;
    }
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
      <div class="composer-box">
        <div class="grow" data-text={text.value}>
          <textarea
            id="thread-composer"
            rows={1}
            dir="auto"
            placeholder="Reply"
            aria-label="Reply in the thread"
            aria-describedby="thread-composer-fault"
            aria-invalid={fault.value !== ""}
            enterkeyhint={touch.value ? "enter" : "send"}
            value={text.value}
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.isComposing || event.keyCode === 229) return;
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
          aria-label="Send the reply"
          title="Send the reply"
          data-ready={text.value.trim() !== ""}
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon name="send" />
        </button>
      </div>
      <div id="thread-composer-fault" class="fault" role="alert">{fault.value}</div>
    </form>
  );
}
