import type { Clock } from "../../../../src/client/state/clock.ts";

/** A clock that stands until it is told to go on, and chance that is chosen. */
export class FakeClock implements Clock {
  /** What random() gives. */
  chance = 0.5;
  #now = Date.parse("2026-01-01T00:00:00.000Z");
  #tasks: { due: number; order: number; task: () => void }[] = [];
  #order = 0;

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.chance;
  }

  after(ms: number, task: () => void): () => void {
    const entry = { due: this.#now + ms, order: this.#order++, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  }

  /** Goes on by `ms`, running what falls due in order, with promises settled between. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settlePromises();
    for (;;) {
      const next = this.#tasks.filter(({ due }) =>
        due <= end
      ).sort((a, b) => a.due - b.due || a.order - b.order)[0];
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.due);
      this.#tasks = this.#tasks.filter((other) => other !== next);
      next.task();
      await settlePromises();
    }
    this.#now = end;
    await settlePromises();
  }

  /** Time goes on and nothing runs, as while a machine sleeps. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** Milliseconds until the next task. */
  get next(): number | undefined {
    const dues = this.#tasks.map(({ due }) => due);
    return dues.length === 0 ? undefined : Math.min(...dues) - this.#now;
  }
}

/** Lets every promise that can go on go on. */
export async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < 25; turn++) await undefined;
}
