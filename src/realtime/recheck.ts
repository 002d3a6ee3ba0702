import type { Chat } from "../chat/chat.ts";
import { isSessionLive } from "../chat/sessions.ts";
import type { Connection } from "./connection.ts";
import type { Registry } from "./registry.ts";

const AT_ONCE = 100;

/** Closes the connections whose session has run out or was taken away since they came; gives their number. */
export async function endExpired(chat: Chat, registry: Registry): Promise<number> {
  const bySession = Map.groupBy(registry.connections(), ({ tokenHash }) => tokenHash);
  let ended = 0;
  for (const some of inParts([...bySession], AT_ONCE)) {
    const lives = await Promise.all(some.map(([tokenHash]) => isSessionLive(chat, tokenHash)));
    const expired = some.filter((_, index) => !lives[index]).flatMap(([, connections]) => connections);
    for (const connection of expired) connection.end(4001, { reason: "session expired" });
    ended += expired.length;
    // Others are served in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return ended;
}

function* inParts(
  sessions: [tokenHash: string, Connection[]][],
  size: number,
): Generator<[tokenHash: string, Connection[]][]> {
  for (let from = 0; from < sessions.length; from += size) yield sessions.slice(from, from + size);
}
