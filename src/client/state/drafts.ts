import { type Clock, systemClock } from "./clock.ts";

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "parley:draft:";
const DELAY = 300;

/** What is typed and not yet posted, a text a room, kept over reload, crash and the end of a session. */
export class Drafts {
  readonly #shelf: () => Shelf | undefined;
  readonly #clock: Clock;
  readonly #unsaved = new Map<string, string>();
  #cancel: (() => void) | undefined;

  constructor(shelf: () => Shelf | undefined, clock: Clock = systemClock) {
    this.#shelf = shelf;
    this.#clock = clock;
  }

  get(room: string): string {
    return this.#unsaved.get(room) ?? this.#shelf()?.getItem(PREFIX + room) ?? "";
  }

  set(room: string, text: string): void {
    this.#unsaved.set(room, text);
    this.#cancel ??= this.#clock.after(DELAY, () => this.save());
  }

  /** Writes at once what waits. */
  save(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const shelf = this.#shelf();
    if (shelf === undefined) return;
    for (const [room, text] of this.#unsaved) {
      try {
        if (text === "") shelf.removeItem(PREFIX + room);
        else shelf.setItem(PREFIX + room, text);
        this.#unsaved.delete(room);
      } catch {
        // No space: the text stays in memory.
      }
    }
  }

  forget(): void {
    this.#unsaved.clear();
    const shelf = this.#shelf();
    if (shelf === undefined) return;
    const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index)!);
    for (const key of keys) if (key.startsWith(PREFIX)) shelf.removeItem(key);
  }
}

/** The browser's localStorage, where it is allowed. */
export function localShelf(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

export const drafts = new Drafts(localShelf);

export function draft(room: string): string {
  return drafts.get(room);
}

export function setDraft(room: string, text: string): void {
  drafts.set(room, text);
}
