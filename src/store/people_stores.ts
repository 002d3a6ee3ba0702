import type { ServerRole, User } from "../protocol/models.ts";
import type {
  AccountRecord,
  InvitationRecord,
  LinkDraft,
  LinkKind,
  ListedUser,
  OwnSession,
  PasskeyDraft,
  PasskeyRecord,
  PersonRecord,
  SessionDraft,
  SessionRecord,
  SignedUp,
  SignUp,
  UserQuery,
} from "./people_records.ts";

export interface UserStore {
  get(id: string): Promise<User | undefined>;
  /**
   * Those who have an account or a session that has not run out, who came last before the others; with `before`, those
   * with a smaller `no`.
   */
  list(query: UserQuery): Promise<ListedUser[]>;
  /**
   * Whom the user may write to: those in a room of theirs whose name begins so, and who has exactly this name.
   * At most `limit`.
   */
  find(user: User, query: { skeleton: string; limit: number }): Promise<PersonRecord[]>;
  /** Those of these users who are in a room of the user's, in the order of their ids. */
  known(user: User, ids: readonly string[]): Promise<User[]>;
  /**
   * Makes a user with their name and first session, and a member of the room that is named, if there is one; undefined
   * where the name is held by another, the invitation that is named has ended, or the passkey is another's.
   */
  signUp(draft: SignUp): Promise<SignedUp | undefined>;
  /**
   * Gives the user another name, with `member.renamed` in each of their rooms; undefined where it is held by another.
   * `heldUntil` as in UsernameStore.hold().
   */
  rename(
    user: User,
    name: { name: string; skeleton: string; now: number; heldUntil: number | null },
  ): Promise<User | undefined>;
  /** Writes the user's line about themselves; gives the user as they are then. */
  setStatus(user: User, status: string): Promise<User>;
}

export interface SessionStore {
  /**
   * The session with this token, if it has not run out; moves its end to `expiresAt` at most once a day, and notes that
   * it was seen at most every ten minutes.
   */
  find(tokenHash: string, times: { now: number; expiresAt: number }): Promise<SessionRecord | undefined>;
  /** Begins a further session of the user; where they have more than `max`, those not seen longest end, and are given. */
  start(user: User, draft: SessionDraft, max: number): Promise<string[]>;
  /** The user's sessions that have not run out, the latest seen first. */
  ofUser(user: User, now: number): Promise<OwnSession[]>;
  remove(tokenHash: string): Promise<void>;
  /**
   * Ends all sessions of the user but one; gives the hashes of their tokens.
   * @param by who does it in their place, which is written down
   */
  removeOthers(user: User, keptHash: string, by?: User): Promise<string[]>;
  /** Removes what has run out; gives their number. */
  removeExpired(now: number): Promise<number>;
}

export interface AccountStore {
  get(user: Pick<User, "id">): Promise<AccountRecord | undefined>;
  /** The account whose name this is; a guest is none. */
  findByName(skeleton: string): Promise<AccountRecord | undefined>;
  /**
   * Makes an account of a guest: their name is theirs for good. `taken` where it went to another. Who has an account
   * without a password gets one; `exists` where there is one already.
   */
  create(
    user: User,
    draft: { skeleton: string; passwordHash: string; now: number },
  ): Promise<"made" | "exists" | "taken">;
  /** Sets another password; browsers that were known are so no more, and links that let the user in end. */
  setPassword(user: User, password: { hash: string; now: number }): Promise<void>;
  /** @param by who gives it to them */
  setRole(user: User, role: ServerRole, by: User): Promise<void>;
  /** Whether the server has an owner. */
  hasOwner(): Promise<boolean>;
  /** Its owners and admins. */
  staff(): Promise<{ user: User; role: "owner" | "admin" }[]>;
}

/** Browsers in which someone has given the right password. */
export interface DeviceStore {
  /** Remembers one for the user, at most `max`: the longest unseen are forgotten. */
  remember(user: User, device: { tokenHash: string; now: number }, max: number): Promise<void>;
  isKnown(user: User, tokenHash: string): Promise<boolean>;
  /** Forgets those that were not seen since; gives their number. */
  forgetUnseen(since: number): Promise<number>;
}

export interface PasskeyStore {
  /**
   * Keeps a passkey of a user, who has at most `max`; of a guest it makes an account, whose name is theirs for good.
   * `taken` where their name went to another, `exists` where the passkey is kept already.
   */
  add(draft: PasskeyDraft, max: number): Promise<"added" | "exists" | "full" | "taken">;
  find(id: string): Promise<PasskeyRecord | undefined>;
  /** The user's passkeys, the oldest first. */
  ofUser(user: User): Promise<PasskeyRecord[]>;
  count(user: User): Promise<number>;
  /** Notes that it was used; false where its counter has not grown, though it counts, or there is none. */
  use(id: string, use: { counter: number; synced: boolean; now: number }): Promise<boolean>;
  /** False where the user has no such passkey. */
  rename(user: User, id: string, name: string): Promise<boolean>;
  /** `last` where the user has no password and no other passkey: then it stays. */
  remove(user: User, id: string): Promise<"removed" | "none" | "last">;
}

/** Links that work once. */
export interface LinkStore {
  /** Keeps a link, in the place of the former one of its kind and user. */
  make(draft: LinkDraft): Promise<void>;
  /** Whether the link would work now. */
  isLive(tokenHash: string, kind: LinkKind, now: number): Promise<boolean>;
  /** As take(), but the link stays. */
  find(tokenHash: string, kind: LinkKind, now: number): Promise<{ user: User | null } | undefined>;
  /** Uses the link up; gives whom it is for, undefined where it does not work any more. */
  take(tokenHash: string, kind: LinkKind, now: number): Promise<{ user: User | null } | undefined>;
  removeExpired(now: number): Promise<number>;
}

export interface InvitationStore {
  /** Keeps an invitation; false where there are `max` already that have not ended. */
  make(draft: InvitationRecord & { tokenHash: string }, max: number): Promise<boolean>;
  /** Those that have not ended, the newest first. */
  list(now: number): Promise<InvitationRecord[]>;
  /** Whether one more may come in by it. */
  isLive(tokenHash: string, now: number): Promise<boolean>;
  /** Ends it at once; false where there is none. */
  remove(id: string, by: User): Promise<boolean>;
  removeExpired(now: number): Promise<number>;
}

export interface UsernameStore {
  /** Claims the name for the user or keeps it theirs, held until then (null: as long as connected); false where another holds it, or has it for good. */
  hold(user: User, claim: { skeleton: string; now: number; heldUntil: number | null }): Promise<boolean>;
  /** Frees the user's name at once; that of an account stays theirs. */
  release(user: User): Promise<void>;
  /** Which of these skeletons are held by anyone but `user`. */
  taken(skeletons: readonly string[], now: number, user?: User): Promise<Set<string>>;
  /**
   * After a start: gives those who were connected, whose names stay held as they are, so that it gives them again where
   * the server ends before they are back or given up. All other holds end then at the latest.
   */
  holdAll(heldUntil: number): Promise<User[]>;
}
