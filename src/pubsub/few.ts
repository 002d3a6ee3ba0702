/** A set of things in their order that costs next to nothing while it holds one: most topics have one listener. */
export class Few<T extends object> {
  #things: T | Set<T> | undefined;

  get size(): number {
    if (this.#things instanceof Set) return this.#things.size;
    return this.#things === undefined ? 0 : 1;
  }

  add(thing: T): void {
    if (this.#things instanceof Set) this.#things.add(thing);
    else if (this.#things === undefined) this.#things = thing;
    else if (this.#things !== thing) this.#things = new Set([this.#things, thing]);
  }

  /** False where it was not in it. */
  delete(thing: T): boolean {
    if (this.#things instanceof Set) return this.#things.delete(thing);
    if (this.#things !== thing) return false;
    this.#things = undefined;
    return true;
  }

  /** All of them, as they are now. */
  all(): T[] {
    if (this.#things instanceof Set) return [...this.#things];
    return this.#things === undefined ? [] : [this.#things];
  }
}
