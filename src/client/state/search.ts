import { batch, signal } from "@preact/signals";
import { SEARCH_PAGE } from "../../protocol/limits.ts";
import type { SearchResult } from "../../protocol/models.ts";
import { toServerQuery } from "../format/search_operators.ts";
import { type Connection, pageConnection } from "./connection.ts";

/** One search and what it found so far. */
export class Search {
  /** As it stands in the field. */
  readonly query = signal("");
  /** The room that alone is searched. */
  readonly room = signal<string | undefined>(undefined);
  /** Newest first; undefined before the first answer. */
  readonly results = signal<SearchResult[] | undefined>(undefined);
  readonly more = signal(false);
  readonly searching = signal(false);
  /** The server's index is not whole yet. */
  readonly building = signal(false);
  readonly fault = signal("");
  readonly #connection: Pick<Connection, "request">;
  /** Late answers to what is not asked any more are dropped. */
  #generation = 0;
  #asked = "";
  #cursor: string | undefined;

  constructor(connection: Pick<Connection, "request">) {
    this.#connection = connection;
  }

  /** Looks for what stands in the field, from the newest on; the same again is not asked again. */
  async run({ again = false } = {}): Promise<void> {
    const query = this.query.peek().trim();
    const asked = JSON.stringify([query, this.room.peek()]);
    if (query === "") return this.#forget();
    if (asked === this.#asked && !again) return;
    this.#asked = asked;
    this.#cursor = undefined;
    await this.#ask(query, []);
  }

  /** The next page. */
  async loadMore(): Promise<void> {
    if (this.#cursor === undefined || this.searching.peek()) return;
    const [query] = JSON.parse(this.#asked) as [string];
    await this.#ask(query, this.results.peek() ?? []);
  }

  async #ask(query: string, before: readonly SearchResult[]): Promise<void> {
    const generation = ++this.#generation;
    this.searching.value = true;
    try {
      const answer = await this.#connection.request("search", {
        query: toServerQuery(query),
        room: this.room.peek(),
        cursor: this.#cursor,
        limit: SEARCH_PAGE,
      });
      if (generation !== this.#generation) return;
      this.#cursor = answer.cursor;
      batch(() => {
        this.results.value = [...before, ...answer.results];
        this.more.value = answer.more;
        this.building.value = answer.building === true;
        this.fault.value = "";
      });
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#asked = "";
      batch(() => {
        if (before.length === 0) this.results.value = undefined;
        this.fault.value = (error as Error).message;
      });
    } finally {
      if (generation === this.#generation) this.searching.value = false;
    }
  }

  #forget(): void {
    this.#generation++;
    this.#asked = "";
    this.#cursor = undefined;
    batch(() => {
      this.results.value = undefined;
      this.more.value = this.searching.value = this.building.value = false;
      this.fault.value = "";
    });
  }
}

let kept: { user: string; search: Search } | undefined;

/** The last search of a person on this page: who comes back from a result finds the others again. */
export function searchOf(user: string): Search {
  if (kept?.user !== user) kept = { user, search: new Search(pageConnection) };
  return kept.search;
}
