import type { User } from "../protocol/models.ts";
import { type AuditEntry, MAX_AUDIT_PAGE } from "../protocol/moderation.ts";
import type { AuditRecord } from "../store/order_records.ts";
import type { Chat } from "./chat.ts";
import { toIso } from "./events.ts";
import { requireStaff } from "./server_roles.ts";

/**
 * What those did who keep order, newest first; `next` is where the next page begins. Of private rooms only those that
 * the reader is in.
 * @throws ProtocolError `forbidden`
 */
export async function listAudit(
  chat: Chat,
  reader: User,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ entries: AuditEntry[]; next?: number }> {
  requireStaff(chat, reader);
  await chat.reads.next();
  const most = Math.min(limit, MAX_AUDIT_PAGE);
  const records = await chat.store.audit.list(reader, { before, limit: most + 1 });
  const entries = records.slice(0, most).map(toEntry);
  return records.length > most ? { entries, next: entries.at(-1)!.id } : { entries };
}

function toEntry({ id, at, act, by, whom, room, details }: AuditRecord): AuditEntry {
  return {
    id,
    at: toIso(at),
    act,
    ...(by !== null && { by }),
    ...(whom !== null && { whom }),
    ...(room !== null && { room }),
    ...(details !== undefined && { details }),
  };
}
