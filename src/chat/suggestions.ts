import type { User } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";
import { suggestUsernames } from "./usernames/suggest.ts";
import { readUsername } from "./usernames/username.ts";

const TRIES = 20;

/** A free name near the wanted one; undefined where none of the first few is free. */
export async function suggestUsername(chat: Chat, wanted: string, user?: User): Promise<string | undefined> {
  const max = chat.limits.username;
  const names = [...suggestUsernames(readUsername(wanted, max), max).take(TRIES)];
  const skeletons = names.map((name) => readUsername(name, max).skeleton);
  const taken = await chat.store.usernames.taken(skeletons, Date.now(), user);
  return names.find((_, index) => !taken.has(skeletons[index]!));
}
