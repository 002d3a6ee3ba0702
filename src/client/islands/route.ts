import { computed, effect, signal } from "@preact/signals";
import { currentRoom, openRoom, type RoomModel, rooms } from "../state/rooms.ts";
import { listShown } from "./panels.ts";

const PREFIX = "#/rooms/";

/** The room that the address asks for. */
const asked = signal(readAddress()?.room);
/** The message of that room that it asks for. */
const askedMessage = signal(readAddress()?.message);

/** The part of the admin page that the address asks for; undefined for a room. */
export const adminTab = signal(readAdminTab());

/** A room that the address asks for and the person is not in. */
export const stranger = computed(() => {
  const id = asked.value;
  const joined = rooms.value;
  return id !== undefined && joined.length > 0 && !joined.some((room) => room.id === id) ? id : undefined;
});

/** The address of a room on this page. */
export function roomAddress(id: string): string {
  return PREFIX + encodeURIComponent(id);
}

/** The whole address of a message, to be given to others. */
export function messageLink(room: string, seq: number): string {
  return `${location.origin}${location.pathname}${roomAddress(room)}/${seq}`;
}

/** Opens a room and shows it; the page before stays behind the back button. */
export function goTo(id: string): void {
  listShown.value = false;
  adminTab.value = undefined;
  if (readAddress()?.room !== id) history.pushState(null, "", roomAddress(id));
  asked.value = id;
}

/** Opens a room at one of its messages, with what stands around it. */
export function goToMessage(id: string, seq: number): void {
  goTo(id);
  askedMessage.value = seq;
}

/** Takes the room out of the address: the next to sign in begins where they like. */
export function forgetAddress(): void {
  history.replaceState(null, "", location.pathname + location.search);
  adminTab.value = undefined;
  asked.value = undefined;
}

/**
 * Keeps the address and the open room the same from now on.
 * @param jump told of a message of the open room that is asked for
 */
export function startRouting(jump: (room: RoomModel, seq: number) => void): void {
  addEventListener("popstate", () => {
    const address = readAddress();
    asked.value = address?.room;
    askedMessage.value = address?.message;
    adminTab.value = readAdminTab();
    listShown.value = (address ?? adminTab.value) === undefined;
  });
  effect(() => {
    const id = asked.value;
    if (id !== undefined && stranger.value === undefined) openRoom(id);
  });
  effect(() => {
    const seq = askedMessage.value;
    const room = currentRoom.value;
    if (seq === undefined || room?.id !== asked.value || !room?.timeline.ready.value) return;
    // The address has done its work: the same link leads here again.
    askedMessage.value = undefined;
    history.replaceState(null, "", roomAddress(room.id));
    jump(room, seq);
  });
  let open: string | undefined;
  effect(() => {
    const room = currentRoom.value;
    if (room === undefined || adminTab.value !== undefined) return;
    // The room of the address may be strange because it has just been left.
    const left = asked.peek() === open;
    open = room.id;
    if (room.id === asked.peek() || (stranger.peek() !== undefined && !left)) return;
    history.replaceState(null, "", roomAddress(room.id));
    asked.value = room.id;
  });
}

function readAdminTab(): string | undefined {
  return location.hash.startsWith("#/admin") ? location.hash.slice(8) : undefined;
}

function readAddress(): { room: string; message?: number } | undefined {
  if (!location.hash.startsWith(PREFIX)) return undefined;
  const [room, message] = location.hash.slice(PREFIX.length).split("/") as [string, string?];
  try {
    return {
      room: decodeURIComponent(room),
      message: /^\d{1,15}$/.test(message ?? "") ? Number(message) : undefined,
    };
  } catch {
    return undefined;
  }
}
