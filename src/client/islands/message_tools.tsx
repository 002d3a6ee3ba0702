import { useLayoutEffect, useRef } from "preact/hooks";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { openAbout } from "./acts.ts";
import { beginEdit, beginReply } from "./compose_acts.ts";
import { Icon, type IconName } from "./icon.tsx";
import { findRow } from "./mounted.ts";
import { openThread } from "./threads.ts";
import { pointed } from "./pointed.ts";

export interface MessageToolsProps {
  room: RoomModel;
  log: { readonly current: HTMLElement | null };
}

/** What can be done with the message that is pointed at, at its upper edge. There is one for the whole log. */
export function MessageTools({ room, log }: MessageToolsProps) {
  const bar = useRef<HTMLDivElement>(null);
  room.timeline.entries.value;
  const entry = pointed.value === undefined ? undefined : room.timeline.find(pointed.value);
  const key = entry?.key;
  useLayoutEffect(() => {
    const view = log.current;
    if (view === null || key === undefined) return;
    const place = () => placeAt(bar.current, view, key);
    // What changes the size of the log, or of anything in it, may move the message.
    const observer = new ResizeObserver(place);
    for (const element of [view, ...view.children]) observer.observe(element);
    place();
    view.addEventListener("scroll", place, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener("scroll", place);
    };
  }, [key]);
  if (entry === undefined || entry.message.deleted) return null;
  return (
    <div class="message-tools" role="toolbar" aria-label={t("Message")} ref={bar} onKeyDown={onKeyDown}>
      <Tool icon="smile" label={t("React")} act={() => openAbout("react", room, entry)} />
      <Tool icon="reply" label={t("Reply")} act={() => beginReply(room, entry)} />
      <Tool icon="thread" label={t("Reply in thread")} act={() => openThread(room, entry)} />
      {entry.own && !entry.message.forwarded && (
        <Tool
          icon="edit"
          label={t("Edit")}
          act={() => beginEdit(room, entry)}
        />
      )}
      <Tool icon="dots" label={t("More")} act={() => openAbout("message", room, entry)} />
    </div>
  );

  function onKeyDown(event: KeyboardEvent): void {
    const forth = document.dir === "rtl" ? -1 : 1;
    const step = { ArrowLeft: -forth, ArrowRight: forth }[event.key];
    if (step !== undefined) {
      const buttons = [...bar.current!.querySelectorAll("button")];
      const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
      buttons[(index + step + buttons.length) % buttons.length]!.focus();
    } else if (event.key === "Escape") {
      findRow(log.current!, entry!.key)?.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  }
}

function Tool({ icon, label, act }: { icon: IconName; label: string; act: () => void }) {
  return (
    <button type="button" class="bare" aria-label={label} title={label} onClick={act}>
      <Icon name={icon} size={18} />
    </button>
  );
}

function placeAt(bar: HTMLElement | null, log: HTMLElement, key: MessageEntry["key"]): void {
  if (bar === null) return;
  const row = findRow(log, key)?.getBoundingClientRect();
  const view = log.getBoundingClientRect();
  bar.hidden = row === undefined || row.bottom < view.top || row.top > view.bottom;
  if (row === undefined) return;
  bar.style.top = `${Math.max(4, row.top - view.top - 16)}px`;
  const fromEnd = document.dir === "rtl" ? row.left - view.left : view.right - row.right;
  bar.style.insetInlineEnd = `${Math.max(8, fromEnd + 12)}px`;
}
