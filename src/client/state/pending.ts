import { Outbox, type OutboxMessage } from "../outbox.ts";
import { openStore } from "../storage.ts";
import { systemClock } from "./clock.ts";
import { pageConnection } from "./connection.ts";

/** The page's outbox: what was posted here and in the browser's other tabs, and is not yet stored. */
export const pageOutbox = new Outbox({
  open: () => openStore("outbox", "clientId"),
  lock: ownLock,
  channel: openChannel,
  post({ clientId, room, text, replyTo, thread, me, forwarded }, ok, failed) {
    const from = forwarded && { room: forwarded.room, seq: forwarded.seq };
    const fields = { room, text: from ? "" : text, replyTo, thread, me, forwarded: from };
    pageConnection.ask("message.post", fields, { id: clientId, ok: ({ seq }) => ok(seq), failed });
  },
  clock: systemClock,
  newId,
});

/** Browsers give locks to secure pages only; without them each tab sends, which the ids make harmless. */
function ownLock(own: () => void): void {
  if (navigator.locks === undefined) return own();
  navigator.locks.request("parley-outbox", () => {
    own();
    return new Promise(() => {});
  });
}

function openChannel() {
  const channel = new BroadcastChannel("parley-outbox");
  const sides = { post: (message: OutboxMessage) => channel.postMessage(message), onMessage: ignore };
  channel.onmessage = ({ data }) => sides.onMessage(data);
  return sides;
}

function ignore(_message: OutboxMessage): void {}

/** 128 random bits; `crypto.randomUUID` is for secure pages only. */
function newId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).reduce((id, part) => id + part.toString(36), "");
}
