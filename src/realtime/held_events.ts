import { encode } from "../protocol/codec.ts";
import type { LogEvent, ServerEvent } from "../protocol/events.ts";

type Membership = Extract<LogEvent, { type: "member.joined" | "member.left" }>;

const HELD_FOR = 1_000;
/** Events above which their numbers stand for them. */
const NAMED = 20;

/**
 * What a big room need not hear at once: who became or ceased to be a member, and how many are here. It waits for more
 * of its kind, and goes out as one frame; what is of the log at the latest before the next other event of the log, so
 * that the room hears its log in order. A few are told as they are, many as one event that counts them, so that a
 * thousand who come cost each who is there next to nothing.
 */
export class HeldEvents {
  readonly #release: (encoded: readonly string[]) => void;
  #held: string[] = [];
  #first: Membership | undefined;
  #last: Membership | undefined;
  #joined = 0;
  #left = 0;
  /** How many are here, as it was told last. */
  #online: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param release told what is due */
  constructor(release: (encoded: readonly string[]) => void) {
    this.#release = release;
  }

  /** Takes what was just published; it is released now or soon. */
  take(events: readonly ServerEvent[], encoded: readonly string[], big: boolean): void {
    if (big && events.every(canWait)) return this.#hold(events, encoded);
    if (big && events.every(isCount)) return this.#holdCount(encoded);
    if (this.#first === undefined || !events.some(isLogged)) return this.#release(encoded);
    this.#release([...this.#end(), ...encoded]);
  }

  /** Forgets what is held, and ends the timer. */
  clear(): void {
    this.#end();
  }

  #hold(events: readonly Membership[], encoded: readonly string[]): void {
    for (const [index, event] of events.entries()) {
      this.#first ??= event;
      this.#last = event;
      if (event.type === "member.joined") this.#joined++;
      else this.#left++;
      if (this.#joined + this.#left <= NAMED) this.#held.push(encoded[index]!);
    }
    this.#wait();
  }

  #holdCount(encoded: readonly string[]): void {
    this.#online = encoded.at(-1);
    this.#wait();
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => this.#release(this.#end()), HELD_FOR);
  }

  /** What is due, and begins anew. */
  #end(): string[] {
    clearTimeout(this.#timer);
    const due = this.#joined + this.#left > NAMED ? [encode(this.#count())] : this.#held;
    if (this.#online !== undefined) due.push(this.#online);
    this.#online = undefined;
    this.#timer = this.#first = this.#last = undefined;
    this.#held = [];
    this.#joined = this.#left = 0;
    return due;
  }

  #count(): ServerEvent {
    const { room, seq, at } = this.#last!;
    return {
      type: "members.count",
      room,
      from: this.#first!.seq,
      seq,
      at,
      joined: this.#joined,
      left: this.#left,
    };
  }
}

function canWait(event: ServerEvent): event is Membership {
  return event.type === "member.joined" || event.type === "member.left";
}

function isCount(event: ServerEvent): boolean {
  return event.type === "presence.count";
}

function isLogged(event: ServerEvent): boolean {
  return "seq" in event && "at" in event;
}
