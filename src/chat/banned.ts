import type { ProtocolError } from "../protocol/errors.ts";
import type { BanDraft } from "../store/order_records.ts";
import type { BanStore } from "../store/order_stores.ts";
import { networkOf } from "./network.ts";
import { isLive, refusal } from "./restriction_words.ts";
import type { Staff } from "./staff.ts";

/** Who is asked about: who they are, where they are, or both. */
export interface Comer {
  userId?: string;
  address?: string;
}

/** Who may not come to the server: at hand, as everyone who comes is looked up. */
export class Banned {
  readonly #staff: Staff;
  readonly #users = new Map<string, BanDraft>();
  readonly #networks = new Map<string, BanDraft>();

  constructor(staff: Staff) {
    this.#staff = staff;
  }

  async load(bans: BanStore): Promise<void> {
    for (const ban of await bans.list(Date.now())) this.set(ban);
  }

  /** Gives what takes it back. */
  set(ban: BanDraft): () => void {
    const [kept, key] = this.#place(ban);
    const before = kept.get(key);
    kept.set(key, ban);
    return () => {
      if (before === undefined) kept.delete(key);
      else kept.set(key, before);
    };
  }

  remove(ban: BanDraft): void {
    const [kept, key] = this.#place(ban);
    kept.delete(key);
  }

  /** The ban of somebody, or of the network where they are. Who runs the server may come from everywhere. */
  find({ userId, address }: Comer): BanDraft | undefined {
    const own = userId === undefined ? undefined : this.#users.get(userId);
    if (own !== undefined && isLive(own)) return own;
    if (this.#networks.size === 0 || address === undefined) return undefined;
    const common = this.#networks.get(networkOf(address));
    if (common === undefined || !isLive(common)) return undefined;
    return userId !== undefined && this.#staff.has(userId) ? undefined : common;
  }

  /** @throws ProtocolError `banned` */
  check(comer: Comer): void {
    const ban = this.find(comer);
    if (ban !== undefined) throw bannedFrom(ban);
  }

  #place({ user, network }: BanDraft): [Map<string, BanDraft>, string] {
    return user === null ? [this.#networks, network!] : [this.#users, user.id];
  }
}

function bannedFrom(ban: BanDraft): ProtocolError {
  const whom = ban.user === null ? "Your network is" : "You are";
  return refusal("banned", `${whom} banned from this server`, ban);
}
