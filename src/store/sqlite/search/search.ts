import type { SearchPage, SearchQuery } from "../../search/query.ts";
import { type SearchFigures, type SearchStore, StoreError } from "../../store.ts";
import { messageId, userId } from "../ids.ts";
import type { SqliteLog } from "../log.ts";
import { FindThread } from "./find_thread.ts";
import { isCursor } from "./finder.ts";
import { indexPath } from "./index_file.ts";
import { IndexThread } from "./index_thread.ts";

/** Search by an index in a file of its own, which one thread keeps and another one reads. */
export class SqliteSearch implements SearchStore {
  readonly #log: SqliteLog;
  readonly #index: IndexThread | undefined;
  readonly #finder: FindThread | undefined;
  #onError: (error: unknown) => void = () => {};

  /** @param storePath of the store's file; a store in memory cannot be searched */
  constructor(storePath: string, log: SqliteLog) {
    this.#log = log;
    if (storePath === ":memory:") return;
    const paths = { storePath, indexPath: indexPath(storePath) };
    const index = new IndexThread(paths, (error) => this.#onError(error));
    this.#index = index;
    this.#finder = new FindThread(paths);
    log.onCommitted(() => index.noteCommit());
  }

  get figures(): SearchFigures {
    const { found = 0, late = 0 } = this.#finder?.counts ?? {};
    return { lag: this.#index?.lag ?? 0, waiting: this.#finder?.waiting ?? 0, found, late };
  }

  follow(onError: (error: unknown) => void): void {
    this.#onError = onError;
    this.#index?.follow();
  }

  async caughtUp(): Promise<void> {
    await this.#index?.caughtUp();
  }

  isCursor(text: string): boolean {
    return isCursor(text);
  }

  async find(query: SearchQuery): Promise<SearchPage> {
    if (this.#index === undefined || this.#finder === undefined) {
      throw new StoreError("unavailable", "A store in memory has no index");
    }
    await this.#index.opened();
    const numbers = new Map(query.rooms.flatMap((id) => {
      const no = this.#log.roomNo(id);
      return no === undefined ? [] : [[no, id] as const];
    }));
    const { hits, cursor } = await this.#finder.find({ ...query, rooms: [...numbers.keys()] });
    return {
      hits: hits.map(({ room, seq, at, user, name, me, excerpt }) => ({
        room: numbers.get(room)!,
        seq,
        at,
        messageId: messageId(room, seq),
        author: { id: userId(user), name },
        ...(me ? { me: true as const } : undefined),
        excerpt,
      })),
      ...(cursor === undefined ? undefined : { cursor }),
      building: !this.#index.isBuilt,
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.#index?.close(), this.#finder?.close()]);
  }
}
