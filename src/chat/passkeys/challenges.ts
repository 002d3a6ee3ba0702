import { randomBytes } from "node:crypto";
import type { PasskeySite } from "./site.ts";

/** What an authenticator was asked to sign, and by whom. */
export interface Challenge {
  /** The session, or the ticket of a browser that has none. */
  owner: string;
  site: PasskeySite;
  /** By what the authenticator is to know the user, where it is to make a passkey. */
  handle?: string;
  /** The name of somebody new, who is to have an account by it. */
  username?: string;
}

/** Milliseconds in which a challenge is answered. */
export const CHALLENGE_LIFE = 5 * 60_000;
const MOST = 10_000;

/** The challenges that wait for their answer: each is good for one, of whom it was made for, for five minutes. */
export class Challenges {
  // In the order in which they run out.
  readonly #waiting = new Map<string, Challenge & { until: number }>();

  get size(): number {
    return this.#waiting.size;
  }

  /**
   * Makes 32 random bytes, as base64url.
   * @param now milliseconds of a monotonic clock
   */
  make(challenge: Challenge, now: number): string {
    for (const [bytes, { until }] of this.#waiting) {
      if (until > now && this.#waiting.size < MOST) break;
      this.#waiting.delete(bytes);
    }
    const bytes = randomBytes(32).toString("base64url");
    this.#waiting.set(bytes, { ...challenge, until: now + CHALLENGE_LIFE });
    return bytes;
  }

  /** Uses a challenge up; undefined where it was used, has run out, or is another's. */
  take(bytes: string, owner: string, now: number): Challenge | undefined {
    const found = this.#waiting.get(bytes);
    if (found === undefined || found.owner !== owner) return undefined;
    this.#waiting.delete(bytes);
    return found.until > now ? found : undefined;
  }
}
