import { signal } from "@preact/signals";
import { TONES } from "./tones.ts";

type Shelf = Pick<Storage, "getItem" | "setItem">;

const RECENT = "parley.emoji";
const TONE = "parley.tone";
const MAX_RECENT = 27;
const MAX_LENGTH = 40;

/** The emoji used last in this browser, newest first, and the tone of skin that was chosen. */
export class RecentEmoji {
  readonly list = signal<readonly string[]>([]);
  readonly tone = signal("");
  readonly #shelf: () => Shelf | undefined;

  constructor(shelf: () => Shelf | undefined) {
    this.#shelf = shelf;
    this.list.value = this.#readList();
    const tone = this.#shelf()?.getItem(TONE) ?? "";
    this.tone.value = TONES.includes(tone) ? tone : "";
  }

  /** One was picked; without its tone, which may change. */
  use(emoji: string): void {
    const list = [emoji, ...this.list.peek().filter((one) => one !== emoji)].slice(0, MAX_RECENT);
    this.list.value = list;
    this.#keep(RECENT, JSON.stringify(list));
  }

  chooseTone(tone: string): void {
    this.tone.value = tone;
    this.#keep(TONE, tone);
  }

  #readList(): string[] {
    try {
      const list: unknown = JSON.parse(this.#shelf()?.getItem(RECENT) ?? "[]");
      if (!Array.isArray(list)) return [];
      return list.filter((one) => typeof one === "string" && one.length <= MAX_LENGTH).slice(0, MAX_RECENT);
    } catch {
      return [];
    }
  }

  #keep(key: string, value: string): void {
    try {
      this.#shelf()?.setItem(key, value);
    } catch {
      // No space: the choice holds for this page.
    }
  }
}
