import type { ReportOutcome, User } from "../../protocol/models.ts";
import type { MadeReport, ReportDraft, ReportQuery, ReportRecord } from "../order_records.ts";
import type { ReportStore } from "../order_stores.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";

interface Row {
  no: number;
  room: string;
  room_name: string;
  message: number;
  author: number;
  author_name: string;
  reporter: number;
  reporter_name: string;
  at: number;
  reason: string;
  text: string;
  closed_at: number | null;
  closed_by: number | null;
  closer_name: string | null;
  outcome: ReportOutcome | null;
}

const SELECT = `SELECT p.no, r.id AS room, r.name AS room_name, p.message, p.author, a.name AS author_name,
    p.reporter, w.name AS reporter_name, p.at, p.reason, p.text, p.closed_at, p.closed_by, c.name AS closer_name,
    p.outcome
  FROM reports p JOIN rooms r ON r.no = p.room JOIN users a ON a.no = p.author JOIN users w ON w.no = p.reporter
    LEFT JOIN users c ON c.no = p.closed_by`;

/** Messages that people ask to have looked at. */
export class SqliteReports implements ReportStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;
  readonly #audit: SqliteAudit;

  constructor(database: SqliteDatabase, parts: { log: SqliteLog; audit: SqliteAudit }) {
    this.#database = database;
    this.#log = parts.log;
    this.#audit = parts.audit;
  }

  make({ room, message, user, reason, now, max }: ReportDraft): Promise<MadeReport> {
    return this.#database.write(() => {
      const posted = this.#log.readOne(room, message);
      if (posted?.type !== "message.posted" || posted.details?.deleted) return { outcome: "no_message" };
      const roomNo = this.#log.roomNo(room)!;
      const { known, open } = this.#database.get<{ known: number; open: number }>(
        `SELECT EXISTS (SELECT 1 FROM reports WHERE room = ?1 AND message = ?2 AND reporter = ?3) AS known,
          (SELECT count(*) FROM reports WHERE reporter = ?3 AND closed_at IS NULL) AS open`,
        roomNo,
        message,
        userNo(user),
      )!;
      if (known) return { outcome: "same" };
      if (open >= max) return { outcome: "full" };
      const { rowid } = this.#database.run(
        `INSERT INTO reports (room, message, author, reporter, at, reason, text) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        roomNo,
        message,
        userNo(posted.user!),
        userNo(user),
        now,
        reason,
        this.#textNow(room, roomNo, message) ?? posted.body,
      );
      return { outcome: "made", report: this.#find(rowid)! };
    });
  }

  get(id: string): Promise<ReportRecord | undefined> {
    return Promise.resolve(this.#find(reportNo(id)));
  }

  list(
    { room, open, before = Number.MAX_SAFE_INTEGER, limit, except }: ReportQuery,
  ): Promise<ReportRecord[]> {
    const rows = this.#database.all<Row>(
      `${SELECT} WHERE p.closed_at IS ${open ? "" : "NOT "}NULL AND p.no < ? ${
        room === undefined ? "" : "AND p.room = ?"
      }
        ${except === undefined ? "" : "AND p.author <> ?"} ORDER BY p.no DESC LIMIT ?`,
      before,
      ...(room === undefined ? [] : [this.#log.roomNo(room) ?? null]),
      ...(except === undefined ? [] : [userNo(except)]),
      limit,
    );
    return Promise.resolve(rows.map(toReport));
  }

  close(
    id: string,
    { by, outcome, now }: { by: User; outcome: ReportOutcome; now: number },
  ): Promise<ReportRecord[]> {
    return this.#database.write(() => {
      const open = this.#database.all<{ no: number }>(
        `SELECT o.no FROM reports p JOIN reports o ON o.room = p.room AND o.message = p.message
          WHERE p.no = ? AND p.closed_at IS NULL AND o.closed_at IS NULL ORDER BY o.no`,
        reportNo(id),
      );
      for (const { no } of open) {
        this.#database.run(
          "UPDATE reports SET closed_at = ?, closed_by = ?, outcome = ?, text = '' WHERE no = ?",
          now,
          userNo(by),
          outcome,
          no,
        );
      }
      const closed = open.map(({ no }) => this.#find(no)!);
      if (closed.length > 0) {
        const { room, message, author } = closed[0]!;
        this.#audit.writeNow({ act: "report.close", by, whom: author, room, details: { message, outcome } });
        this.#database.scrubSoon();
      }
      return closed;
    });
  }

  countOpen(): Promise<number> {
    return Promise.resolve(
      this.#database.get<{ count: number }>("SELECT count(*) AS count FROM reports WHERE closed_at IS NULL")!
        .count,
    );
  }

  /** What an edited message says; undefined for one that was not. */
  #textNow(room: string, roomNo: number, message: number): string | undefined {
    const { seq } = this.#database.get<{ seq: number | null }>(
      "SELECT max(seq) AS seq FROM edits WHERE room = ? AND message = ?",
      roomNo,
      message,
    )!;
    return seq === null ? undefined : this.#log.readOne(room, seq)?.body;
  }

  #find(no: number): ReportRecord | undefined {
    const row = this.#database.get<Row>(`${SELECT} WHERE p.no = ?`, no);
    return row && toReport(row);
  }
}

function toReport(row: Row): ReportRecord {
  const report: ReportRecord = {
    id: `r${row.no}`,
    no: row.no,
    room: row.room,
    roomName: row.room_name,
    message: row.message,
    author: { id: userId(row.author), name: row.author_name },
    reporter: { id: userId(row.reporter), name: row.reporter_name },
    at: row.at,
    reason: row.reason,
    text: row.text,
  };
  if (row.closed_at !== null) {
    report.closed = {
      at: row.closed_at,
      by: { id: userId(row.closed_by!), name: row.closer_name! },
      outcome: row.outcome!,
    };
  }
  return report;
}

/** The number behind a report's public id; NaN where it is none. */
function reportNo(id: string): number {
  return /^r[1-9]\d{0,14}$/.test(id) ? Number(id.slice(1)) : NaN;
}
