import { randomId } from "./random_id.ts";
import type { Chat } from "./chat.ts";
import { LOBBY } from "./options.ts";
import { tailStore } from "./tail.ts";

/** Makes the chat ready: the lobby exists, commits reach the topics, and who was here before a restart still is. */
export async function openChat(chat: Chat): Promise<void> {
  tailStore(chat);
  if (await chat.store.rooms.get(LOBBY) === undefined) {
    await chat.store.rooms.create({
      id: LOBBY,
      name: LOBBY,
      topic: "Everyone comes in here",
      epoch: randomId(),
      user: null,
    });
  }
  const { accounts, bans } = chat.store;
  await Promise.all([chat.restraints.load(chat.store), chat.staff.load(accounts), chat.bans.load(bans)]);
  const users = await chat.store.usernames.holdAll(Date.now() + chat.grace);
  await Promise.all(users.map((user) => chat.people.expect(user)));
}
