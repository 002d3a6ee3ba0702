import type { ServerRole } from "../protocol/models.ts";
import type { AccountStore } from "../store/people_stores.ts";

/** Who runs the server: its owners and admins, at hand so that no rule asks the store. */
export class Staff {
  readonly #roles = new Map<string, "owner" | "admin">();

  async load(accounts: AccountStore): Promise<void> {
    for (const { user, role } of await accounts.staff()) this.#roles.set(user.id, role);
  }

  has(userId: string): boolean {
    return this.#roles.has(userId);
  }

  isOwner(userId: string): boolean {
    return this.#roles.get(userId) === "owner";
  }

  /** Whether one may send the other away: owners admins, all of them who is neither. */
  isAbove(userId: string, other: string): boolean {
    return this.isOwner(userId) ? !this.isOwner(other) : this.has(userId) && !this.has(other);
  }

  set(userId: string, role: ServerRole): void {
    if (role === "owner" || role === "admin") this.#roles.set(userId, role);
    else this.#roles.delete(userId);
  }
}
