import { ProtocolError } from "../protocol/errors.ts";
import { MAX_STATUS } from "../protocol/limits.ts";
import type { User } from "../protocol/models.ts";
import { checkText } from "../protocol/text.ts";
import { tellAccount } from "./accounts.ts";
import type { Chat } from "./chat.ts";
import { takeToken } from "./rate_limits.ts";
import type { Session } from "./session.ts";

/**
 * Writes a person's line about themselves; an empty one takes it away.
 * @throws ProtocolError `bad_text`, `rate_limited`
 */
export async function changeStatus(chat: Chat, { user }: Session, text: string): Promise<User> {
  const status = text.trim() === "" ? "" : checkStatus(text.trim());
  const person = await chat.people.enter(user);
  takeToken(person.buckets.rooms, performance.now());
  const changed = await chat.store.users.setStatus(user, status);
  if (status === "") delete person.user.status;
  else person.user.status = status;
  await tellAccount(chat, changed);
  return changed;
}

function checkStatus(status: string): string {
  if (status.includes("\n")) throw new ProtocolError("bad_text", "A status is one line");
  return checkText(status, MAX_STATUS);
}
