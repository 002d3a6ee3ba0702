import type { ServerEvent } from "../protocol/events.ts";
import { type Batch, toBatch } from "./batch.ts";
import type { Connection } from "./connection.ts";

/** Listeners from which on quiet events wait for each other. */
const CROWD = 100;
/** Milliseconds that they wait at most. */
const QUIET_WAIT = 100;

/**
 * The connections of this instance that listen to one topic. In a crowd, who comes and goes is told a few times a second
 * together, or with the next message: a thousand who come back at once would otherwise cost a frame each to everyone.
 */
export class Topic {
  readonly connections = new Set<Connection>();
  /** Encoded events that wait, in their order. */
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  deliver(events: readonly ServerEvent[], encoded: readonly string[]): void {
    if (this.connections.size > CROWD && events.every(isQuiet)) return this.#wait(encoded);
    if (this.#waiting.length === 0) return this.#push(toBatch(encoded));
    this.#waiting.push(...encoded);
    this.#release();
  }

  /** Nobody listens any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #wait(encoded: readonly string[]): void {
    this.#waiting.push(...encoded);
    this.#timer ??= setTimeout(() => this.#release(), QUIET_WAIT);
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#push(toBatch(waiting));
  }

  #push(batch: Batch): void {
    for (const connection of this.connections) connection.push(batch);
  }
}

/** Whether nobody waits for it: who is a member, who is here. */
function isQuiet({ type }: ServerEvent): boolean {
  return type.startsWith("member.") || type.startsWith("presence.");
}
