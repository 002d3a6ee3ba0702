import { Buffer } from "node:buffer";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { ProtocolError } from "../../protocol/errors.ts";

export interface Costs {
  /** log2 of N. */
  ln: number;
  r: number;
  p: number;
}

/** One of OWASP's equal choices for scrypt (Password Storage Cheat Sheet): 32 MiB for each hash under way. */
const COSTS: Costs = { ln: 15, r: 8, p: 3 };
const SALT = 16;
const LENGTH = 32;
const AT_ONCE = 2;
const WAITING = 32;

/**
 * Hashes passwords with scrypt, off the event loop: two at once, so that the memory and the processor are left for the
 * chat, and a few that wait.
 */
export class PasswordHashing {
  readonly #costs: Costs;
  readonly #onWork: (costs: Costs) => void;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param onWork is told of each hash that is made */
  constructor(costs: Costs = COSTS, onWork: (costs: Costs) => void = () => {}) {
    this.#costs = costs;
    this.#onWork = onWork;
  }

  /**
   * What is kept of a password: the costs, a salt of its own, the hash.
   * @throws ProtocolError `unavailable` where too many wait already
   */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT);
    const hash = await this.#derive(password, salt, this.#costs);
    const { ln, r, p } = this.#costs;
    return `scrypt$${ln}$${r}$${p}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
  }

  /**
   * Whether a password is the one that was kept. Without one that was, it is wrong after the same work.
   * @throws ProtocolError `unavailable` where too many wait already
   */
  async verify(password: string, kept: string | undefined): Promise<boolean> {
    const { costs, salt, hash } = kept === undefined ? nobodys(this.#costs) : parse(kept);
    const equal = timingSafeEqual(await this.#derive(password, salt, costs), hash);
    return equal && kept !== undefined;
  }

  async #derive(password: string, salt: Uint8Array, { ln, r, p }: Costs): Promise<Buffer> {
    await this.#begin();
    this.#onWork({ ln, r, p });
    try {
      return await new Promise((resolve, reject) => {
        const N = 2 ** ln;
        const options = { N, r, p, maxmem: 2 * 128 * N * r };
        scrypt(
          normalize(password),
          salt,
          LENGTH,
          options,
          (error, key) => error === null ? resolve(key) : reject(error),
        );
      });
    } finally {
      this.#end();
    }
  }

  #begin(): Promise<void> {
    if (this.#running < AT_ONCE) {
      this.#running++;
      return Promise.resolve();
    }
    if (this.#waiting.length >= WAITING) {
      return Promise.reject(
        new ProtocolError("unavailable", "Too many sign in at once: try again in a moment", {
          retryAfter: 3,
          limit: "passwords",
        }),
      );
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Whose turn it is takes the place that is free. */
  #end(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running--;
    else next();
  }
}

/** As it is typed on any keyboard: one character, one form (RFC 8265, OpaqueString). */
function normalize(password: string): string {
  return password.normalize("NFC");
}

function parse(kept: string): { costs: Costs; salt: Uint8Array; hash: Uint8Array } {
  const [name, ln, r, p, salt = "", hash = ""] = kept.split("$");
  if (name !== "scrypt") throw new Error("The hash of a password is of no known kind");
  return {
    costs: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, "base64url"),
    hash: Buffer.from(hash, "base64url"),
  };
}

function nobodys(costs: Costs): { costs: Costs; salt: Uint8Array; hash: Uint8Array } {
  return { costs, salt: new Uint8Array(SALT), hash: new Uint8Array(LENGTH) };
}
