import { currentRoom, rooms } from "../state/rooms.ts";
import { type MenuSubject, openMenu, type Point } from "./context_menu.tsx";
import { isOwn } from "./own.ts";

/** Where the browser's own menu has more to say. */
const OWN_MENU = "input, textarea, select, dialog, .text a[href], img, video, audio";
const ROOM_ADDRESS = "#/rooms/";

/**
 * Listens for the right mouse button, the menu key and Shift+F10 until the returned function is called: on messages, rooms
 * of the list and people they open our menu, anywhere else and on a selection the browser's.
 */
export function listenToContextMenu(): () => void {
  let hadSelection = false;
  const ended = new AbortController();
  const { signal } = ended;
  // Some browsers select the word under the pointer before they ask for a menu.
  addEventListener("pointerdown", ({ target }) => hadSelection = isSelected(target), {
    signal,
    capture: true,
  });
  document.addEventListener("contextmenu", (event) => {
    const { target, button, ctrlKey, pointerType = "" } = event as Partial<PointerEvent>;
    const byKey = pointerType === "" && button !== 2 && !ctrlKey;
    // A finger has its own ways, and what is prevented is served already.
    if (event.defaultPrevented || pointerType === "touch" || !(target instanceof Element)) return;
    if (target.closest(OWN_MENU) || (byKey ? isSelected(target) : hadSelection)) return;
    const about = subjectAt(target);
    if (about === undefined) return;
    event.preventDefault();
    openMenu(
      about,
      byKey || event.clientX + event.clientY === 0 ? beside(target) : { x: event.clientX, y: event.clientY },
    );
  }, { signal });
  return () => ended.abort();
}

/** What stands there that has a menu. */
function subjectAt(target: Element): MenuSubject | undefined {
  const person = target.closest<HTMLElement>("[data-user]");
  if (person !== null) return personAt(person);
  const row = target.closest<HTMLElement>("[data-seq]");
  if (row !== null) return messageAt(row, target);
  const link = target.closest("a.sidebar-row")?.getAttribute("href");
  if (!link?.startsWith(ROOM_ADDRESS)) return undefined;
  const room = rooms.peek().find(({ id }) => id === decodeURIComponent(link.slice(ROOM_ADDRESS.length)));
  return room && { kind: "room", room };
}

function personAt({ dataset }: HTMLElement): MenuSubject | undefined {
  const user = currentRoom.peek()?.present.peek().find(({ id }) => id === dataset.user);
  return user && !isOwn(user) ? { kind: "person", user } : undefined;
}

/** The message, or its author where their name or picture is pointed at. */
function messageAt(row: HTMLElement, target: Element): MenuSubject | undefined {
  const room = currentRoom.peek();
  const seq = Number(row.dataset.seq);
  const entry = room?.timeline.find(seq) ?? room?.threads.find(seq);
  if (room === undefined || entry === undefined) return undefined;
  const { author } = entry.message;
  if (!isOwn(author) && target.closest(".avatar, header .author") !== null) {
    return { kind: "person", user: author };
  }
  return entry.message.deleted ? undefined : { kind: "message", room, entry };
}

function isSelected(target: EventTarget | null): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && target instanceof Node &&
    selection.containsNode(target, true);
}

function beside(target: Element): Point {
  const { left, bottom } = target.getBoundingClientRect();
  return { x: left + 24, y: Math.min(bottom, innerHeight / 2) };
}
