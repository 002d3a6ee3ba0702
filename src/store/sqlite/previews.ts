import type { LinkPreview } from "../../protocol/models.ts";
import type { ChangeOutcome, MessageChange, PreviewDraft } from "../message_records.ts";
import type { PreviewStore } from "../message_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import type { SqliteLog } from "./log.ts";
import type { SqliteMessages } from "./messages.ts";

type Page = Omit<LinkPreview, "url">;
type State = "shown" | "past" | "unwanted";

/** What the links of messages lead to. A preview stands in the log alone, `previews` says which of its events are about which message. */
export class SqlitePreviews implements PreviewStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;
  readonly #messages: SqliteMessages;

  constructor(database: SqliteDatabase, parts: { log: SqliteLog; messages: SqliteMessages }) {
    this.#database = database;
    this.#log = parts.log;
    this.#messages = parts.messages;
  }

  add({ room, message, version, key, preview }: PreviewDraft): Promise<ChangeOutcome> {
    return this.#messages.changeNow({ room, message }, (roomNo) => {
      const { newest } = this.#database.get<{ newest: number | null }>(
        "SELECT max(seq) AS newest FROM edits WHERE room = ? AND message = ?",
        roomNo,
        message,
      )!;
      const settled = this.#has(roomNo, message, "shown") || this.#has(roomNo, message, "unwanted");
      if (settled || (newest ?? message) !== version) return { outcome: "same" };
      const seq = this.#messages.appendNow({
        room,
        type: "message.previewed",
        user: null,
        body: JSON.stringify(preview),
        details: { message },
      });
      this.#insert(roomNo, { message, seq, state: "shown", key });
      return { outcome: "stored", seq };
    });
  }

  remove(change: MessageChange): Promise<ChangeOutcome> {
    return this.#messages.changeNow(change, (roomNo) => {
      const { room, message, user } = change;
      const { changes } = this.#database.run(
        "UPDATE previews SET state = 'past' WHERE room = ? AND message = ? AND state = 'shown'",
        roomNo,
        message,
      );
      if (changes === 0) return { outcome: "same" };
      const details = { message };
      const seq = this.#messages.appendNow({
        room,
        type: "message.preview.removed",
        user,
        body: "",
        details,
      });
      this.#insert(roomNo, { message, seq, state: "unwanted", key: null });
      return { outcome: "stored", seq };
    });
  }

  of(room: string, { first, last }: { first: number; last: number }): Promise<Map<number, LinkPreview>> {
    const rows = this.#database.all<{ message: number; body: string }>(
      `SELECT p.message, e.body FROM previews p JOIN events e ON e.room = p.room AND e.seq = p.seq
        WHERE p.room = ? AND p.message BETWEEN ? AND ? AND p.state = 'shown'`,
      this.#log.roomNo(room) ?? null,
      first,
      last,
    );
    return Promise.resolve(
      new Map(rows.map(({ message, body }) => [message, JSON.parse(body) as LinkPreview])),
    );
  }

  isUnwanted(room: string, message: number): Promise<boolean> {
    return Promise.resolve(this.#has(this.#log.roomNo(room) ?? null, message, "unwanted"));
  }

  page(key: string, now: number): Promise<Page | null | undefined> {
    const row = this.#database.get<{ page: string | null }>(
      "SELECT page FROM preview_pages WHERE key = ? AND expires_at > ?",
      key,
      now,
    );
    return Promise.resolve(
      row === undefined ? undefined : row.page === null ? null : JSON.parse(row.page) as Page,
    );
  }

  keepPage(
    key: string,
    page: Page | null,
    { now, expiresAt, max }: { now: number; expiresAt: number; max: { pages: number; bytes: number } },
  ): Promise<void> {
    const text = page === null ? null : JSON.stringify(page);
    const bytes = key.length + (text === null ? 0 : new TextEncoder().encode(text).length);
    return this.#database.write(() => {
      this.#database.run("DELETE FROM preview_pages WHERE expires_at <= ? OR key = ?", now, key);
      this.#makeRoom({ pages: max.pages - 1, bytes: max.bytes - bytes });
      this.#database.run(
        "INSERT INTO preview_pages (key, expires_at, bytes, page) VALUES (?, ?, ?, ?)",
        key,
        expiresAt,
        bytes,
        text,
      );
    });
  }

  /** Forgets those that would run out first, until there are no more than that. */
  #makeRoom(max: { pages: number; bytes: number }): void {
    const { count, sum } = this.#database.get<{ count: number; sum: number }>(
      "SELECT count(*) AS count, coalesce(sum(bytes), 0) AS sum FROM preview_pages",
    )!;
    let [pages, bytes] = [count, sum];
    while (pages > 0 && (pages > max.pages || bytes > max.bytes)) {
      const oldest = this.#database.get<{ key: string; bytes: number }>(
        "SELECT key, bytes FROM preview_pages ORDER BY expires_at LIMIT 1",
      )!;
      this.#database.run("DELETE FROM preview_pages WHERE key = ?", oldest.key);
      pages--;
      bytes -= oldest.bytes;
    }
  }

  #has(roomNo: number | null, message: number, state: State): boolean {
    return this.#database.get(
      "SELECT 1 FROM previews WHERE room = ? AND message = ? AND state = ?",
      roomNo,
      message,
      state,
    ) !== undefined;
  }

  #insert(
    roomNo: number,
    { message, seq, state, key }: { message: number; seq: number; state: State; key: string | null },
  ): void {
    this.#database.run(
      "INSERT INTO previews (room, message, seq, state, key) VALUES (?, ?, ?, ?, ?)",
      roomNo,
      message,
      seq,
      state,
      key,
    );
  }
}
