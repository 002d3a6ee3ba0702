import { ProtocolError } from "../protocol/errors.ts";
import { ADMIN_PAGE } from "../protocol/limits.ts";
import type { Room } from "../protocol/models.ts";
import type { Admin } from "./admin.ts";
import type { Chat } from "./chat.ts";
import { LOBBY } from "./options.ts";

type Counted = Room & { members: number };

/** All public rooms whose name or topic has these words, by name, in pages; of private ones how many there are. */
export async function listPublicRooms(
  chat: Chat,
  { words, from }: { words: string; from: number },
): Promise<{ rooms: Counted[]; more: boolean; private: number }> {
  await chat.reads.next();
  const all = await chat.store.rooms.list();
  const wanted = words.trim().toLowerCase();
  const found = all.filter(({ kind, name, topic }) =>
    kind === undefined && (name.toLowerCase().includes(wanted) || topic.toLowerCase().includes(wanted))
  );
  return {
    rooms: found.slice(from, from + ADMIN_PAGE),
    more: found.length > from + ADMIN_PAGE,
    private: all.filter(({ kind }) => kind === "private").length,
  };
}

/**
 * Archives a public room, or opens it again, whoever owns it.
 * @throws ProtocolError `not_found` where there is no such public room, `forbidden` for the lobby
 */
export async function archiveRoom(
  chat: Chat,
  { user }: Admin,
  { room: id, archived }: { room: string; archived: boolean },
): Promise<Room> {
  const room = await chat.store.rooms.get(id);
  if (room === undefined || room.kind !== undefined) throw new ProtocolError("not_found");
  if (id === LOBBY) throw new ProtocolError("forbidden", "Everyone comes in here: it stays open");
  const changed = await chat.store.rooms.change(id, user, { archived });
  if (changed === undefined) throw new ProtocolError("not_found");
  return changed;
}
