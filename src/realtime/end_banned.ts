import type { Chat } from "../chat/chat.ts";
import { toNotice } from "../chat/server_bans.ts";
import type { Registry } from "./registry.ts";

/** Closes the connections of those who are banned, or whose network is; gives their number. */
export function endBanned({ bans }: Pick<Chat, "bans">, registry: Registry): number {
  let ended = 0;
  for (const connection of registry.connections()) {
    const { person, address } = connection;
    const ban = bans.find({ userId: person.user.id, address });
    if (ban === undefined) continue;
    connection.end(4003, { reason: "banned", ban: toNotice(ban) });
    ended++;
  }
  return ended;
}
