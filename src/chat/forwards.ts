import type { MessagePoint } from "../protocol/commands.ts";
import { ProtocolError } from "../protocol/errors.ts";
import type { Forwarded } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";
import { requireMember } from "./permissions.ts";

/** How the ids of private rooms begin that were never public: such an id tells nothing. */
const NAMELESS = "p-";

/**
 * What a message says by now that somebody wants to forward, and who said it where. One that is forwarded already comes
 * from where it was said first.
 * @throws ProtocolError `forbidden` for who is not in its room, `unknown_message`
 */
export async function readSource(
  chat: Chat,
  person: Person,
  { room, seq }: MessagePoint,
): Promise<{ text: string; forwarded: Forwarded }> {
  requireMember(person, room);
  const record = await chat.store.messages.get(room, seq);
  const text = (await chat.store.messages.versions(room, seq)).at(-1)?.text;
  requireMember(person, room);
  if (record?.user == null || text === undefined) throw new ProtocolError("unknown_message");
  const { forwarded, thread } = record.details ?? {};
  if (forwarded !== undefined) return { text, forwarded };
  const author = { id: record.user.id, name: record.user.name };
  if (tellsName(chat, room)) return { text, forwarded: { author } };
  return { text, forwarded: { author, room, seq, ...(thread !== undefined && { thread }) } };
}

/** Whether the id of a room was made of a name that is not for everyone any more. */
function tellsName(chat: Chat, room: string): boolean {
  return chat.rooms.get(room)?.kind === "private" && !room.startsWith(NAMELESS);
}
