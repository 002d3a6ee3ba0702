import type { FoundPerson, ReadMark, ServerRole, User } from "../protocol/models.ts";

export interface SessionRecord {
  user: User;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Somebody whose name begins as was asked for. */
export type PersonRecord = Pick<FoundPerson, "id" | "name" | "known">;

/** Somebody whom the server knows, as those who run it see them. Times are milliseconds since the epoch. */
export interface ListedUser {
  /** Grows from one to the next. */
  no: number;
  user: User;
  role: ServerRole;
  createdAt: number;
  /** Sessions that have not run out, and when one of them was last in use; null for who has none. */
  sessions: number;
  seenAt: number | null;
}

/** Users who are asked for. */
export interface UserQuery {
  /** How their names begin, as skeleton, or what is in them; empty for all. */
  skeleton: string;
  words: string;
  roles: readonly ServerRole[];
  before?: number | undefined;
  limit: number;
  now: number;
}

/** A person who comes for the first time. */
export interface SignUp {
  name: string;
  skeleton: string;
  tokenHash: string;
  /** Milliseconds since the epoch, likewise below. */
  now: number;
  /** As in UsernameStore.hold(). */
  heldUntil: number | null;
  expiresAt: number;
  /** The room that they come into with it. */
  room?: string;
  /** On what they are, in words. */
  device?: string;
  /** Their password's hash, where they come with an account. */
  passwordHash?: string;
  /** Their passkey, likewise. */
  passkey?: NewPasskey;
  /** Hash of the invitation's token that is used up by one. */
  invitation?: string;
}

/** Who came for the first time. */
export interface SignedUp {
  user: User;
  /** How far they have read the room that they came into, which is all that was there. */
  read?: ReadMark;
}

/** A further session of somebody known. */
export interface SessionDraft {
  tokenHash: string;
  device: string;
  now: number;
  expiresAt: number;
}

/** One of a user's sessions. Times are milliseconds since the epoch. */
export interface OwnSession {
  tokenHash: string;
  device: string;
  createdAt: number;
  seenAt: number;
}

export interface AccountRecord {
  user: User;
  role: ServerRole;
  /** Undefined for who has no password. */
  passwordHash: string | undefined;
}

/** A key by which a user signs in. */
export interface PasskeyRecord {
  /** As authenticators call it, base64url. */
  id: string;
  user: User;
  /** By what authenticators know the user, base64url. */
  handle: string;
  /** The host at which it works. */
  site: string;
  /** COSE. */
  publicKey: Uint8Array<ArrayBuffer>;
  /** How often its authenticator signed; 0 for one that does not count. */
  counter: number;
  /** How browsers reach it. */
  transports: string[];
  synced: boolean;
  name: string;
  /** Milliseconds since the epoch, likewise below. */
  createdAt: number;
  usedAt: number | null;
}

/** A passkey by which somebody new has an account. */
export type NewPasskey = Omit<PasskeyRecord, "user" | "createdAt" | "usedAt">;

/** A passkey that is to be kept; `skeleton` is that of its user's name. */
export type PasskeyDraft = NewPasskey & { user: User; now: number; skeleton: string };

/** What a link that works once is for. */
export type LinkKind = "transfer" | "owner" | "reset";

export interface LinkDraft {
  tokenHash: string;
  kind: LinkKind;
  /** Whom it signs in. */
  user: User | null;
  /** Who makes it for another, which is written down; null for the server itself. */
  by?: User | null;
  expiresAt: number;
}

/** An invitation. Times are milliseconds since the epoch. */
export interface InvitationRecord {
  id: string;
  madeBy: User;
  createdAt: number;
  expiresAt: number;
  maxUses: number;
  uses: number;
}
