import type { LogEvent } from "../../protocol/events.ts";

/**
 * The rule of the log: each event once, in order, without gaps. What was seen is dropped; what comes too early is held
 * until the events before it are there.
 */
export class RoomLog {
  epoch: string;
  /** Number of the last event that was applied. */
  position: number;
  readonly #apply: (event: LogEvent) => void;
  readonly #held = new Map<number, LogEvent>();
  #head: number;

  constructor(at: { epoch: string; seq: number }, apply: (event: LogEvent) => void) {
    this.epoch = at.epoch;
    this.position = this.#head = at.seq;
    this.#apply = apply;
  }

  /** Whether the log is known to have more than was applied. */
  get behind(): boolean {
    return this.#head > this.position;
  }

  /** Number of the last event that is known to be there. */
  get head(): number {
    return this.#head;
  }

  receive(event: LogEvent): void {
    if (event.seq <= this.position) return;
    this.heardOf(event.seq);
    this.#held.set(event.seq, event);
    this.#drain();
  }

  /** The log goes up to `seq`, somebody says. */
  heardOf(seq: number): void {
    if (seq > this.#head) this.#head = seq;
  }

  /** The log ends at `seq`: forgets what was only heard of. */
  endsAt(seq: number): void {
    this.#head = Math.max(seq, this.position, ...this.#held.keys());
  }

  /** Goes on after `seq`; what is missed stays a hole. */
  skipTo(seq: number): void {
    if (seq <= this.position) return;
    this.position = seq;
    this.heardOf(seq);
    for (const held of this.#held.keys()) if (held <= seq) this.#held.delete(held);
    this.#drain();
  }

  /** Begins anew. */
  restart(at: { epoch: string; seq: number }): void {
    this.#held.clear();
    this.epoch = at.epoch;
    this.position = this.#head = at.seq;
  }

  #drain(): void {
    for (let event = this.#held.get(this.position + 1); event; event = this.#held.get(this.position + 1)) {
      this.#held.delete(event.seq);
      this.position = event.seq;
      this.#apply(event);
    }
  }
}
