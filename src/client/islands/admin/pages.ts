import { batch, signal } from "@preact/signals";
import { ApiError } from "../../api.ts";
import { tell } from "../form.tsx";

/** Some entries of a list, and where the next ones begin. */
export interface Page<T> {
  items: T[];
  next?: number | undefined;
}

/** A list that is read from the server page by page, and anew after each change. */
export class Pages<T> {
  readonly items = signal<T[] | undefined>(undefined);
  readonly next = signal<number | undefined>(undefined);
  readonly fault = signal("");
  /** The server answers as if there were nothing here. */
  readonly closed = signal(false);
  readonly #read: (from: number | undefined) => Promise<Page<T>>;
  #asked = 0;

  /** @param read throws ApiError */
  constructor(read: (from: number | undefined) => Promise<Page<T>>) {
    this.#read = read;
  }

  /** Reads the first page, also in the place of what is there. */
  begin(): Promise<void> {
    return this.#load(undefined);
  }

  /** Reads the page after what is there. */
  more(): Promise<void> {
    return this.#load(this.next.peek());
  }

  /** Waits for a change, says why it was refused, and reads all anew. */
  async after(change: Promise<unknown>): Promise<void> {
    const fault = await change.then(() => "", faultOf);
    await this.begin();
    if (fault !== "") this.fault.value = fault;
  }

  async #load(from: number | undefined): Promise<void> {
    const asked = ++this.#asked;
    try {
      const { items, next } = await this.#read(from);
      // Where it was asked again meanwhile, that answer counts.
      if (asked !== this.#asked) return;
      batch(() => {
        this.items.value = from === undefined ? items : [...this.items.peek() ?? [], ...items];
        this.next.value = next;
        this.fault.value = "";
      });
    } catch (error) {
      if (asked !== this.#asked) return;
      this.closed.value = error instanceof ApiError && error.code === "not_found";
      this.fault.value = faultOf(error);
    }
  }
}

/** Why something was refused, in words. */
export function faultOf(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  return tell(error);
}
