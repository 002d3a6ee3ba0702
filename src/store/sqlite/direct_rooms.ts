import type { User } from "../../protocol/models.ts";
import type { DirectDraft, DirectOutcome } from "../room_records.ts";
import type { SqliteDatabase } from "./database.ts";
import { userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";
import type { SqliteMemberships } from "./memberships.ts";

interface Parts {
  database: SqliteDatabase;
  log: SqliteLog;
  memberships: SqliteMemberships;
}

/** As RoomStore.openDirect(), inside a transaction that is already open. */
export function openDirect(parts: Parts, draft: DirectDraft): DirectOutcome {
  const key = JSON.stringify(draft.people.map(userNo).toSorted((a, b) => a - b));
  const known = parts.database.get<{ id: string }>("SELECT id FROM rooms WHERE people = ?", key);
  if (known === undefined) {
    const full = draft.people.find((user) => countDirect(parts, user) >= draft.max);
    if (full !== undefined) return { outcome: "full", user: full };
    create(parts, draft, key);
  }
  const id = known?.id ?? draft.id;
  const joined = draft.people.filter((user) => parts.memberships.findNow(id, user) === undefined);
  for (const user of joined) {
    parts.memberships.addNow(id, user, { by: user.id === draft.user.id ? undefined : draft.user });
  }
  const { room } = parts.memberships.findNow(id, draft.user)!;
  const marked = joined.map((user) => ({ user, read: parts.memberships.findNow(id, user)!.read }));
  return { outcome: "open", room, joined: marked };
}

function create({ database, log }: Parts, { id, epoch, user }: DirectDraft, key: string): void {
  database.run(
    `INSERT INTO rooms (id, name, topic, epoch, seq, messages, created_at, made_by, kind, people)
      VALUES (?, '', '', ?, 0, 0, ?, ?, 'direct', ?)`,
    id,
    epoch,
    Date.now(),
    userNo(user),
    key,
  );
  const body = JSON.stringify({ name: "", topic: "", kind: "direct" });
  log.appendNow({ room: id, type: "room.created", user, body });
}

function countDirect({ database }: Parts, user: User): number {
  return database.get<{ count: number }>(
    `SELECT count(*) AS count FROM memberships m JOIN rooms r ON r.no = m.room
      WHERE m.user = ? AND r.kind = 'direct'`,
    userNo(user),
  )!.count;
}
