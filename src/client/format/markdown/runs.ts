/** Finds for runs of backticks the next ones of the same length; asked in the order of the text, all takes one pass. */
export class Runs {
  readonly #places = new Map<number, number[]>();

  constructor(text: string) {
    for (const { 0: run, index } of text.matchAll(/`+/g)) {
      const places = this.#places.get(run.length);
      if (places === undefined) this.#places.set(run.length, [index]);
      else places.push(index);
    }
    // The first is taken from the end.
    for (const places of this.#places.values()) places.reverse();
  }

  /** Where the next run of this length begins, at `from` or behind it. */
  next(length: number, from: number): number | undefined {
    const places = this.#places.get(length);
    while (places !== undefined && places.length > 0 && places.at(-1)! < from) places.pop();
    return places?.at(-1);
  }
}
