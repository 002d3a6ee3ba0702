import type { ServerEvent } from "../protocol/events.ts";

const HELD_FOR = 500;
const HELD_CHARACTERS = 64 * 1024;

/**
 * What a big room need not hear at once: who became or ceased to be a member. It waits for more of its kind, so that a
 * thousand who come are a few frames for each who is there, and goes out at the latest before the next other event of
 * the log, so that the room hears its log in order.
 */
export class HeldEvents {
  readonly #release: (encoded: readonly string[]) => void;
  #held: string[] = [];
  #characters = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param release told what is due */
  constructor(release: (encoded: readonly string[]) => void) {
    this.#release = release;
  }

  /** Takes what was just published; it is released now or soon. */
  take(events: readonly ServerEvent[], encoded: readonly string[], big: boolean): void {
    if (big && events.every(canWait)) return this.#hold(encoded);
    if (this.#held.length === 0 || !events.some(isLogged)) return this.#release(encoded);
    const held = this.#held;
    this.clear();
    this.#release([...held, ...encoded]);
  }

  /** Forgets what is held, and ends the timer. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#held = [];
    this.#characters = 0;
  }

  #hold(encoded: readonly string[]): void {
    for (const one of encoded) {
      this.#held.push(one);
      this.#characters += one.length;
    }
    if (this.#characters >= HELD_CHARACTERS) this.#releaseHeld();
    else this.#timer ??= setTimeout(() => this.#releaseHeld(), HELD_FOR);
  }

  #releaseHeld(): void {
    const held = this.#held;
    this.clear();
    this.#release(held);
  }
}

function canWait({ type }: ServerEvent): boolean {
  return type === "member.joined" || type === "member.left";
}

function isLogged(event: ServerEvent): boolean {
  return "seq" in event && "at" in event;
}
