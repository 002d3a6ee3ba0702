import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Limits } from "../../protocol/limits.ts";
import { readSlash } from "../format/slash.ts";
import { draft, setDraft } from "../state/drafts.ts";
import { post, sendTyping } from "../state/messages.ts";
import type { RoomModel } from "../state/rooms.ts";
import { keyName, t, tx } from "../strings/t.ts";
import { composing } from "./composing.ts";
import { EmojiButton } from "./emoji_picker/emoji_button.tsx";
import { Icon } from "./icon.tsx";
import { insertText } from "./insert_text.ts";
import { notLoaded } from "./lazy.tsx";
import { loadParts, parts } from "./message_parts.ts";
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
  const mode = composing.value?.room === room.id ? composing.value : undefined;
  const more = parts.value;
  const edited = mode?.kind === "edit" ? mode.seq : undefined;
  // Before anyone goes on to a message of the room: that one is to keep the focus.
  useLayoutEffect(() => {
    if (!touch.peek()) field.current!.focus();
  }, []);

  const completion = useMemo(() => more?.makeCompletion(room, field), [room, more]);
  const typedEarly = useRef(false);
  useEffect(() => {
    if (!typedEarly.current || completion === undefined) return;
    typedEarly.current = false;
    complete(true);
    knowNames(text.peek());
  }, [completion]);
  // The draft waits until the edit is over. Before anything more can be typed.
  useLayoutEffect(() => {
    if (edited === undefined) return;
    text.value = room.timeline.find(edited)?.message.text ?? "";
    field.current!.focus();
    return () => {
      text.value = draft(room.id);
      fault.value = "";
    };
  }, [edited]);

  function write(value: string): void {
    text.value = value;
    fault.value = "";
    if (edited === undefined) setDraft(room.id, value);
    knowNames(value);
  }

  /** What the names of emoji mean is to be known by the time it is sent. */
  function knowNames(value: string): void {
    if (more?.hasShortcode(value)) more.loadEmoji().catch(() => {});
  }

  async function saveEdit(message: number, value: string): Promise<void> {
    const { edit, faultOf } = await loadParts();
    try {
      await edit({ room: room.id, message }, value);
      if (composing.peek() === mode) composing.value = undefined;
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  function send(): void {
    completion?.close();
    const value = text.peek();
    if (edited !== undefined) {
      if (value.trim() === "") return;
      fault.value = more?.textFault(value, limits.text) ?? "";
      if (fault.peek() === "") saveEdit(edited, value);
      return;
    }
    const read = readSlash(value);
    if ("command" in read) run(value, read);
    else if (say(read.text)) write("");
  }

  /** Says whether there was something to say, and nothing wrong with it. */
  function say(value: string, about: { me?: true } = {}): boolean {
    if (value.trim() === "" || more?.isHeldBack(room)) return false;
    const said = more?.withEmoji(value) ?? value;
    // Before the script is there that knows, the server says what is wrong.
    fault.value = more?.textFault(said, limits.text) ?? "";
    if (fault.peek() !== "") return false;
    post(room.id, said, { replyTo: mode?.seq, ...about });
    composing.value = undefined;
    log.peek()?.follow();
    return true;
  }

  /** What could not be done stays in the box. */
  async function run(
    value: string,
    { command, argument }: { command: string; argument: string },
  ): Promise<void> {
    fault.value = "";
    const later = await import("./later.ts").catch(() => undefined);
    if (later === undefined) return void (fault.value = notLoaded());
    try {
      await later.runCommand(command, { room, argument, say });
      if (text.peek() === value && fault.peek() === "") write("");
    } catch (error) {
      fault.value = (error as Error).message;
    }
  }

  function complete(changed: boolean): void {
    if (completion === undefined) return void (typedEarly.current ||= changed);
    const { value, selectionStart, selectionEnd } = field.current!;
    if (selectionStart === selectionEnd) completion.update({ text: value, caret: selectionStart }, changed);
    else completion.close();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Safari ends a composition before its Enter arrives: 229 is the only trace.
    if (event.isComposing || event.keyCode === 229) return;
    if (completion?.key(event)) {
      event.preventDefault();
    } else if (
      event.key === "Enter" && !event.shiftKey && !event.altKey &&
      (!touch.value || event.ctrlKey || event.metaKey)
    ) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && mode !== undefined) {
      event.preventDefault();
      composing.value = undefined;
    } else if (event.key === "ArrowUp" && reachUp(room, event, text.peek() === "")) {
      event.preventDefault();
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
      {more && completion && <more.Popup completion={completion} />}
      {more && <more.HeldNote room={room} />}
      {mode && more && <more.ComposerBanner room={room} mode={mode} />}
      <div class="composer-box">
        <div class="grow" data-text={text.value}>
          <textarea
            id="composer"
            ref={field}
            rows={1}
            dir="auto"
            placeholder={t("Message {room}", { room: room.name.value })}
            aria-label={t("Message {room}", { room: room.name.value })}
            aria-describedby="composer-fault"
            aria-invalid={fault.value !== ""}
            enterkeyhint={touch.value ? "enter" : "send"}
            {...more && completion && more.popupAttributes(completion)}
            value={text.value}
            onKeyDown={onKeyDown}
            onKeyUp={() => complete(false)}
            onClick={() => complete(false)}
            onBlur={() => completion?.close()}
            onInput={(event) => {
              write(event.currentTarget.value);
              complete(true);
              if (edited === undefined && text.peek().trim() !== "") sendTyping(room.id);
            }}
          />
        </div>
        <EmojiButton
          onPick={(emoji) => {
            const { selectionStart, selectionEnd } = field.current!;
            insertText(field.current!, emoji, selectionStart, selectionEnd);
          }}
        />
        <Counter text={text.value} max={limits.text} />
        <button
          type="submit"
          class="send"
          aria-label={edited === undefined ? t("Send") : t("Save")}
          title={edited === undefined ? t("Send") : t("Save")}
          data-ready={text.value.trim() !== ""}
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon name={edited === undefined ? "send" : "check"} />
        </button>
      </div>
      <div id="composer-fault" class="fault" role="alert">{fault.value}</div>
      {!narrow.value && !touch.value && (
        <p class="hint">
          {edited === undefined
            ? tx("{enter} to send · {shift} for a new line", hintKeys())
            : tx("{enter} to save · {shift} for a new line", hintKeys())}
        </p>
      )}
    </form>
  );
}

/** Arrow up: from the empty box to the last own message, with Ctrl to the messages themselves; says whether it did. */
function reachUp(room: RoomModel, event: KeyboardEvent, empty: boolean): boolean {
  if (event.shiftKey || event.altKey) return false;
  const more = parts.peek();
  if (event.ctrlKey || event.metaKey) return more?.focusMessages() ?? false;
  const own = empty && composing.peek() === undefined ? more?.lastOwn(room) : undefined;
  if (own !== undefined) more!.beginEdit(room, own);
  return own !== undefined;
}

function hintKeys() {
  return { enter: <kbd>Enter</kbd>, shift: <kbd>{keyName("Shift")} Enter</kbd> };
}

/** How many characters are left, once it matters. */
function Counter({ text, max }: { text: string; max: number }) {
  const more = parts.value;
  if (more === undefined || text.length < max * 0.9) return null;
  const left = max - more.countCharacters(text);
  if (left > max * 0.1) return null;
  return (
    <span class={left < 0 ? "counter over" : "counter"} role="status">
      {left} <span class="hidden">{t("characters left")}</span>
    </span>
  );
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
