import { signal } from "@preact/signals";
import { shortcodeBefore } from "../../emoji/shortcodes.ts";
import { type Word, wordAt } from "../../format/completion_word.ts";
import type { Option } from "./option.ts";

export interface CompletionOptions {
  find: (word: Word) => Promise<Option[]>;
  /** The emoji of a name. */
  emoji: (name: string) => Promise<string | undefined>;
  /** Puts a text in the place of a part of what is typed. */
  replace: (text: string, start: number, end: number) => void;
}

/** What is in the box, and where its caret is. */
export interface Typed {
  text: string;
  caret: number;
}

/** Offers ways to complete the word at the caret, and takes the keys that choose among them. Knows no sign. */
export class Completion {
  readonly options = signal<readonly Option[]>([]);
  readonly chosen = signal(0);
  readonly #parts: CompletionOptions;
  #typed: Typed = { text: "", caret: 0 };
  #word: Word | undefined;
  /** Where the word begins that nothing is to be offered for. */
  #dismissed: number | undefined;
  #asked = 0;

  constructor(parts: CompletionOptions) {
    this.#parts = parts;
  }

  /** To be called after each change of the text, and each move of the caret. `changed`: it is the text that changed. */
  async update({ text, caret }: Typed, changed: boolean): Promise<void> {
    if (!changed && text === this.#typed.text && caret === this.#typed.caret) return;
    this.#typed = { text, caret };
    const asked = ++this.#asked;
    if (changed) this.#completeShortcode(this.#typed);
    // To go back to a word is no wish to complete it.
    const word = changed || this.#word !== undefined ? wordAt(text, caret) : undefined;
    if (word?.start !== this.#dismissed) this.#dismissed = undefined;
    if (word === undefined || this.#dismissed !== undefined) return this.close();
    const options = await this.#parts.find(word).catch(() => []);
    if (asked !== this.#asked) return;
    this.#word = word;
    this.chosen.value = 0;
    this.options.value = options;
  }

  /** Does what a key means here; says whether it meant anything. */
  key({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
    const options = this.options.peek();
    if (options.length === 0 || ctrlKey || altKey || metaKey) return false;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const step = key === "ArrowDown" ? 1 : -1;
      this.chosen.value = (this.chosen.peek() + step + options.length) % options.length;
      return true;
    }
    if (key === "Escape") {
      this.#dismissed = this.#word?.start;
      this.close();
      return true;
    }
    if (shiftKey || (key !== "Enter" && key !== "Tab")) return false;
    // What is typed out in full is no choice any more: Enter sends it.
    if (key === "Enter" && this.#isTypedOut(options[this.chosen.peek()]!)) {
      this.close();
      return false;
    }
    this.choose(this.chosen.peek());
    return true;
  }

  choose(index: number): void {
    const option = this.options.peek()[index];
    const word = this.#word;
    if (option === undefined || word === undefined) return;
    const { text, caret } = this.#typed;
    // The space that comes after a word may be there already.
    const insert = /^\s/.test(text.slice(caret)) ? option.insert.trimEnd() : option.insert;
    this.close();
    this.#parts.replace(insert, word.start, caret);
    this.close();
  }

  close(): void {
    this.#asked++;
    this.#word = undefined;
    if (this.options.peek().length > 0) this.options.value = [];
  }

  #isTypedOut(option: Option): boolean {
    const { text, caret } = this.#typed;
    return text.slice(this.#word!.start, caret).toLowerCase() === option.insert.trimEnd().toLowerCase();
  }

  async #completeShortcode({ text, caret }: Typed): Promise<void> {
    const found = shortcodeBefore(text, caret);
    if (found === undefined) return;
    const emoji = await this.#parts.emoji(found.name).catch(() => undefined);
    const same = this.#typed.text === text && this.#typed.caret === caret;
    if (emoji !== undefined && same) this.#parts.replace(emoji, found.start, caret);
  }
}
