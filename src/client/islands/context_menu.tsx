import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { User } from "../../protocol/models.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { acted } from "./acts.ts";
import { closeDialog } from "./dialog.tsx";
import { MessageSheet } from "./message_sheet.tsx";
import { dialog } from "./panels.ts";
import { PersonItems } from "./person_items.tsx";
import { RoomMenuItems } from "./room_menu_items.tsx";

/** What a menu at the pointer is about. */
export type MenuSubject =
  | { kind: "message"; room: RoomModel; entry: MessageEntry }
  | { kind: "room"; room: RoomModel }
  | { kind: "person"; user: User; room?: RoomModel };

/** On the page, in px of the view. */
export interface Point {
  x: number;
  y: number;
}

const EDGE = 8;
const subject = signal<{ about: MenuSubject; at: Point } | undefined>(undefined);

/** Opens the menu of a message, a room or a person at a point. */
export function openMenu(about: MenuSubject, at: Point): void {
  if (about.kind === "message") acted.value = { room: about.room, seq: about.entry.seq };
  subject.value = { about, at };
  dialog.value = "context";
}

/** The menu that was asked for: the same items as where they are at home. */
export function ContextMenu() {
  const about = subject.value?.about;
  switch (about?.kind) {
    case "message":
      return <MessageSheet frame={MenuFrame} />;
    case "room":
      return (
        <MenuFrame title={t("Menu of {room}", { room: about.room.name.value })} class="menu">
          <RoomMenuItems room={about.room} close={closeDialog} />
        </MenuFrame>
      );
    case "person":
      return (
        <MenuFrame title={nameOf(about.user)} class="menu">
          <PersonItems user={about.user} room={about.room} close={closeDialog} />
        </MenuFrame>
      );
    case undefined:
      return null;
  }
}

export interface MenuFrameProps {
  /** Read aloud; it is not drawn. */
  title: string;
  class?: string;
  children: ComponentChildren;
}

/** A small modal dialog at the pointer, as far as there is space. Arrows go through its items; Esc and a click beside close it. */
function MenuFrame({ title, class: name = "", children }: MenuFrameProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = element.current!;
    shown.showModal();
    place(shown);
    shown.addEventListener("close", closeDialog);
    return () => {
      shown.removeEventListener("close", closeDialog);
      shown.close();
    };
  }, []);
  useLayoutEffect(() => place(element.current!));
  return (
    <dialog
      ref={element}
      class={`context-menu ${name}`}
      aria-label={title}
      onKeyDown={(event) => onKeyDown(element.current!, event)}
      onPointerDown={(event) =>
        event.target === element.current && isBeside(event.currentTarget, event) && closeDialog()}
      onContextMenu={(event) => event.preventDefault()}
    >
      {children}
    </dialog>
  );
}

function place(shown: HTMLDialogElement): void {
  const at = subject.peek()?.at;
  if (at === undefined || !shown.open) return;
  const { width, height } = shown.getBoundingClientRect();
  shown.style.left = `${Math.max(EDGE, Math.min(at.x, innerWidth - width - EDGE))}px`;
  shown.style.top = `${Math.max(EDGE, Math.min(at.y, innerHeight - height - EDGE))}px`;
}

function onKeyDown(shown: HTMLElement, event: KeyboardEvent): void {
  const items = [...shown.querySelectorAll<HTMLElement>("button, input")];
  const index = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 }[event.key];
  // Among radio buttons the arrows choose.
  if (to === undefined || document.activeElement instanceof HTMLInputElement) return;
  event.preventDefault();
  items[(to + items.length) % items.length]?.focus();
}

/** Its own edge belongs to it, what is beyond does not. */
function isBeside(shown: HTMLElement, { clientX, clientY }: PointerEvent): boolean {
  const { left, right, top, bottom } = shown.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
