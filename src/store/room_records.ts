import type {
  Involvement,
  ReadMark,
  Room,
  RoomKind,
  RoomMember,
  RoomRole,
  User,
} from "../protocol/models.ts";
import type { RestrictionRecord } from "./order_records.ts";

/** A room that a user is in, and how far they have read. */
export interface MembershipRecord {
  room: Room;
  read: ReadMark;
  role: RoomRole;
  settings: RoomSettings;
}

/** How a room stands with one of its members. */
export interface RoomSettings {
  involvement: Involvement;
  /** Place among their favourites; null for a room that is none. */
  favourite: number | null;
}

/** A room that is asked for. */
export interface RoomDraft {
  id: string;
  name: string;
  topic: string;
  epoch: string;
  user: User | null;
  /** Public where it is absent. */
  kind?: Exclude<RoomKind, "direct">;
  /** Whether its maker comes in with it, and owns it. */
  join?: boolean;
}

/** A direct room that is asked for. */
export interface DirectDraft {
  id: string;
  epoch: string;
  /** Who asks; one of the people. */
  user: User;
  /** All whom it is for, each once. */
  people: readonly User[];
  /** Direct rooms that one person may be in. */
  max: number;
}

export type DirectOutcome =
  /** `joined`: who came into it with this, the one who asks among them where they were not in it. */
  | { outcome: "open"; room: Room; joined: { user: User; read: ReadMark }[] }
  /** One of the people is in as many direct rooms as can be. */
  | { outcome: "full"; user: User };

export interface MemberPage {
  /** Owners and moderators first. */
  members: RoomMember[];
  total: number;
}

export type JoinOutcome =
  | { outcome: "joined"; membership: MembershipRecord }
  | { outcome: "already"; membership: MembershipRecord }
  | { outcome: "no_room" }
  | { outcome: "full" }
  /** They may not come in. */
  | { outcome: "banned"; ban: Pick<RestrictionRecord, "by" | "until" | "reason"> };

export type RoleOutcome = "changed" | "same" | "no_member" | "last_owner";
