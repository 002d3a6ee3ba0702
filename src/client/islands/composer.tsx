import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ProtocolError } from "../../protocol/errors.ts";
import type { Limits } from "../../protocol/limits.ts";
import { checkText, countCharacters } from "../../protocol/text.ts";
import { draft, setDraft } from "../state/drafts.ts";
import { post, sendTyping } from "../state/messages.ts";
import type { RoomModel } from "../state/rooms.ts";
import { Icon } from "./icon.tsx";
import { narrow, touch } from "./page.ts";
import { log } from "./panels.ts";

export interface ComposerProps {
  room: RoomModel;
  limits: Limits;
}

/** The message box. It is never disabled: what is written without a connection waits and is sent later. */
export function Composer({ room, limits }: ComposerProps) {
  const text = useSignal(draft(room.id));
  const fault = useSignal("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!touch.peek()) field.current!.focus();
  }, []);

  function write(value: string): void {
    text.value = value;
    fault.value = "";
    setDraft(room.id, value);
  }

  function send(): void {
    const value = text.peek();
    if (value.trim() === "") return;
    fault.value = findFault(value, limits.text);
    if (fault.peek() !== "") return;
    post(room.id, value);
    write("");
    log.peek()?.follow();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Safari ends a composition before its Enter arrives: 229 is the only trace.
    if (event.isComposing || event.keyCode === 229) return;
    if (
      event.key === "Enter" && !event.shiftKey && !event.altKey &&
      (!touch.value || event.ctrlKey || event.metaKey)
    ) {
      event.preventDefault();
      send();
    } else if (scrollLog(event, text.peek() === "")) {
      event.preventDefault();
    }
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
        field.current!.focus();
      }}
    >
      <div class="composer-box">
        <div class="grow" data-text={text.value}>
          <textarea
            id="composer"
            ref={field}
            rows={1}
            dir="auto"
            placeholder={`Message ${room.name.value}`}
            aria-label={`Message ${room.name.value}`}
            aria-describedby="composer-fault"
            aria-invalid={fault.value !== ""}
            enterkeyhint={touch.value ? "enter" : "send"}
            value={text.value}
            onKeyDown={onKeyDown}
            onInput={(event) => {
              write(event.currentTarget.value);
              if (text.peek().trim() !== "") sendTyping(room.id);
            }}
          />
        </div>
        <Counter text={text.value} max={limits.text} />
        <button
          type="submit"
          class="send"
          aria-label="Send"
          title="Send"
          data-ready={text.value.trim() !== ""}
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon name="send" />
        </button>
      </div>
      <div id="composer-fault" class="fault" role="alert">{fault.value}</div>
      {!narrow.value && !touch.value && (
        <p class="hint">
          <kbd>Enter</kbd> to send · <kbd>Shift Enter</kbd> for a new line
        </p>
      )}
    </form>
  );
}

/** How many characters are left, once it matters. */
function Counter({ text, max }: { text: string; max: number }) {
  if (text.length < max * 0.9) return null;
  const left = max - countCharacters(text);
  if (left > max * 0.1) return null;
  return (
    <span class={left < 0 ? "counter over" : "counter"} role="status">
      {left} <span class="hidden">characters left</span>
    </span>
  );
}

function findFault(text: string, max: number): string {
  try {
    checkText(text, max);
    return "";
  } catch (error) {
    if (error instanceof ProtocolError) return error.message;
    throw error;
  }
}

/** Keys that move the log while the caret stays in the box; says whether it was one. */
function scrollLog(event: KeyboardEvent, empty: boolean): boolean {
  const pages: Record<string, number> = { PageUp: -1, PageDown: 1, Home: -Infinity, End: Infinity };
  const move = pages[event.key];
  const edge = event.key === "Home" || event.key === "End";
  if (move === undefined || event.shiftKey || event.altKey || (edge && !empty && !event.ctrlKey)) {
    return false;
  }
  log.peek()?.page(move);
  return true;
}
