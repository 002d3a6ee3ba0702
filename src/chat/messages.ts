import { ProtocolError } from "../protocol/errors.ts";
import { checkText } from "../protocol/text.ts";
import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";
import { requireMember } from "./permissions.ts";
import { takeToken } from "./rate_limits.ts";

export interface PostedMessage {
  seq: number;
  messageId: string;
  /** The same message had been stored before, under the same id. */
  repeated: boolean;
}

/**
 * Posts a message to a room; resolves when it is committed. The same id with the same text gives the same answer again.
 * @throws ProtocolError `forbidden`, `bad_text`, `rate_limited`, `id_reused`
 */
export async function postMessage(
  chat: Chat,
  person: Person,
  draft: { room: string; id: string; text: string },
): Promise<PostedMessage> {
  requireMember(person, draft.room);
  checkText(draft.text, chat.limits.text);
  takeToken(person.buckets.messages, performance.now());
  const appended = await chat.store.log.append({
    room: draft.room,
    type: "message.posted",
    user: person.user,
    clientId: draft.id,
    body: draft.text,
  });
  if (appended.outcome === "id_reused") throw new ProtocolError("id_reused");
  if (appended.outcome === "no_room") throw new ProtocolError("forbidden");
  return appended;
}
