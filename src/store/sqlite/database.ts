import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { StoreError } from "../store.ts";

interface Job {
  run(): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** As in Node; the runtime has it, and its types do not. */
interface ListStatement extends StatementSync {
  setReturnArrays(enabled: boolean): void;
}

/** What takes part in every commit. */
export interface CommitHooks {
  /** Runs inside the transaction, last. */
  beforeCommit(): void;
  /** Runs after the commit, before the writers' promises resolve. */
  afterCommit(): void;
  afterRollback(): void;
}

/** Milliseconds from a deletion until the write-ahead log has nothing of it any more, and between two attempts. */
const SCRUB = 1_000;
/** Milliseconds after which a turn's transaction takes no further work: the rest is for the next turn. */
const TURN = 25;
/** Milliseconds to wait for another process that writes. */
const BUSY = 5_000;

const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;
const SQLITE_READONLY = 8;

/**
 * One SQLite file, and the turn: what is written during one turn of the event loop shares one transaction.
 * Statements are prepared once; reads run at once, in the caller's turn.
 */
export class SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  /** Those whose rows are lists. */
  readonly #lists = new Map<string, ListStatement>();
  readonly #hooks: CommitHooks[] = [];
  #jobs: Job[] = [];
  #armed = false;
  #closed = false;
  #scrubbing: ReturnType<typeof setTimeout> | undefined;

  /** @param path of the file, or `:memory:` */
  constructor(path: string) {
    this.#database = new DatabaseSync(path, { timeout: BUSY, enableForeignKeyConstraints: true });
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;");
    this.#database.exec("PRAGMA secure_delete = ON");
  }

  get isTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Runs statements that need no parameters, outside of the turn: for migrations and start. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  get<T>(sql: string, ...parameters: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...parameters) as T | undefined;
  }

  all<T>(sql: string, ...parameters: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...parameters) as T[];
  }

  /** As all(), with each row as the list of its columns, which is made several times as fast. */
  rows<T extends readonly unknown[]>(sql: string, ...parameters: SQLInputValue[]): T[] {
    let statement = this.#lists.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql) as ListStatement;
      statement.setReturnArrays(true);
      this.#lists.set(sql, statement);
    }
    return statement.all(...parameters) as unknown as T[];
  }

  /** Runs a statement that writes, inside `write()` only; gives the number of rows that it changed and the last rowid. */
  run(sql: string, ...parameters: SQLInputValue[]): { changes: number; rowid: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...parameters);
    return { changes: Number(changes), rowid: Number(lastInsertRowid) };
  }

  /** What a transaction takes away is still in the write-ahead log: empties it, soon. */
  scrubSoon(): void {
    this.#scrubbing ??= setTimeout(() => this.#scrub(), SCRUB);
  }

  #scrub(): void {
    this.#scrubbing = undefined;
    // Where a backup reads, everyone would wait for it here.
    this.#database.exec("PRAGMA busy_timeout = 0");
    try {
      const { busy } = this.get<{ busy: number }>("PRAGMA wal_checkpoint(TRUNCATE)")!;
      if (busy !== 0) this.scrubSoon();
    } catch {
      // The disk: the next commit tells.
      this.scrubSoon();
    } finally {
      this.#database.exec(`PRAGMA busy_timeout = ${BUSY}`);
    }
  }

  addHooks(hooks: CommitHooks): void {
    this.#hooks.push(hooks);
  }

  /**
   * Queues work for the transaction of this turn; resolves with its value after the commit.
   * Work must be synchronous, and may run twice: again alone, where a neighbour made the common transaction fail.
   */
  write<T>(run: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreError("unavailable", "The store is closed"));
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#jobs.push({ run, resolve: resolve as (value: unknown) => void, reject });
    this.#arm();
    return promise;
  }

  /** Commits what waits, now. */
  flush(): void {
    while (this.#jobs.length > 0) this.#flushUntil(Infinity);
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    setImmediate(() => this.#flushTurn());
  }

  #flushTurn(): void {
    this.#armed = false;
    this.#flushUntil(performance.now() + TURN);
    if (this.#jobs.length > 0) this.#arm();
  }

  /** Commits what waits, or as much of it as is done by `ends`. */
  #flushUntil(ends: number): void {
    const jobs = this.#jobs;
    if (jobs.length === 0) return;
    this.#jobs = [];
    const settled = this.#commit(jobs, ends);
    if (settled > 0) this.#jobs = [...jobs.slice(settled), ...this.#jobs];
    else for (const job of jobs) this.#commit([job]);
  }

  /** Commits what waits, and takes no more. */
  finish(): void {
    this.flush();
    this.#closed = true;
    clearTimeout(this.#scrubbing);
  }

  close(): void {
    if (!this.#database.isOpen) return;
    this.finish();
    this.#statements.clear();
    this.#lists.clear();
    this.#database.close();
  }

  /**
   * Settles as many jobs as are done by `ends`, at least one, and gives how many: 0 where their common transaction failed
   * and each should be tried alone.
   */
  #commit(jobs: readonly Job[], ends = Infinity): number {
    const values: unknown[] = [];
    try {
      // Not by exec(), whose errors do not say what kind they are.
      this.run("BEGIN IMMEDIATE");
      for (const job of jobs) {
        values.push(job.run());
        if (performance.now() > ends) break;
      }
      for (const hooks of this.#hooks) hooks.beforeCommit();
      this.run("COMMIT");
    } catch (cause) {
      this.#rollBack();
      const error = asStoreError(cause);
      const common = error instanceof StoreError;
      if (!common && jobs.length > 1) return 0;
      for (const job of jobs) job.reject(error);
      return jobs.length;
    }
    for (const hooks of this.#hooks) hooks.afterCommit();
    for (const [index, value] of values.entries()) jobs[index]!.resolve(value);
    return values.length;
  }

  #rollBack(): void {
    if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
    for (const hooks of this.#hooks) hooks.afterRollback();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Faults of the disk become a StoreError; faults of one job stay what they are. */
function asStoreError(cause: unknown): unknown {
  const errcode = (cause as { errcode?: number }).errcode;
  if (errcode === undefined) return cause;
  const primary = errcode & 0xff;
  const message = (cause as Error).message;
  if (primary === SQLITE_FULL) return new StoreError("full", message, { cause });
  const constraint = 19, mismatch = 20, range = 25;
  if ([constraint, mismatch, range].includes(primary)) return cause;
  const said = primary === SQLITE_IOERR || primary === SQLITE_READONLY ? `cannot write: ${message}` : message;
  return new StoreError("unavailable", said, { cause });
}
