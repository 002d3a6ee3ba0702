import type { ReadMark, RoomRole, User } from "../protocol/models.ts";
import type { RateLimit } from "../protocol/limits.ts";
import { TokenBucket } from "./rate_limits.ts";
import type { MembershipRecord, RoomSettings } from "../store/room_records.ts";
import type { ChatOptions } from "./options.ts";

const COMMAND_RATE = { rate: 50, burst: 200 };
const CHANGE_RATE = { rate: 5, burst: 50 };
const SEARCH_RATE = { rate: 2, burst: 20 };
/** Calling all of a room by `@room` or `@here`. */
const CALL_RATE = { rate: 1 / 60, burst: 5 };
const TYPING_RATE = { rate: 1, burst: 5 };
const ROOM_RATE = { rate: 1, burst: 20 };
const LOOKUP_RATE = { rate: 5, burst: 30 };
const REPORT_RATE = { rate: 1 / 30, burst: 10 };

/** Someone who is here, or was a moment ago: what the rules ask about them, without asking the store. */
export interface Person {
  user: User;
  /** Ids of the rooms they are in. */
  readonly rooms: Set<string>;
  readonly reads: Map<string, ReadMark>;
  /** What they may do in a room, where that is more than any member may. */
  readonly roles: Map<string, RoomRole>;
  /** How their rooms stand with them, where that was ever changed. */
  readonly settings: Map<string, RoomSettings>;
  /** Whom they have blocked, by id. */
  readonly blocked: Map<string, User>;
  connections: number;
  /** Whether the rooms have been told that they are here. */
  present: boolean;
  /** Whether the store holds their name for as long as they are here, so that it need not be asked to again. */
  holdsName: boolean;
  /** Resolves when what their messages need is looked up; undefined where nothing is. */
  posting: Promise<void> | undefined;
  readonly buckets: Buckets;
}

/** What limits a person; made when it is first needed, as most who are here only read. */
class Buckets {
  readonly #messageRate: RateLimit;
  #messages: TokenBucket | undefined;
  #commands: TokenBucket | undefined;
  #changes: TokenBucket | undefined;
  #searches: TokenBucket | undefined;
  #calls: TokenBucket | undefined;
  #typing: TokenBucket | undefined;
  #rooms: TokenBucket | undefined;
  #lookups: TokenBucket | undefined;
  #reports: TokenBucket | undefined;

  constructor(messageRate: RateLimit) {
    this.#messageRate = messageRate;
  }

  get messages(): TokenBucket {
    return this.#messages ??= new TokenBucket(this.#messageRate, performance.now(), { of: "messages" });
  }

  get commands(): TokenBucket {
    return this.#commands ??= new TokenBucket(COMMAND_RATE, performance.now(), { of: "commands" });
  }

  /** Edits, deletions, reactions. */
  get changes(): TokenBucket {
    return this.#changes ??= new TokenBucket(CHANGE_RATE, performance.now(), { of: "changes" });
  }

  get searches(): TokenBucket {
    return this.#searches ??= new TokenBucket(SEARCH_RATE, performance.now(), { of: "searches" });
  }

  get calls(): TokenBucket {
    return this.#calls ??= new TokenBucket(CALL_RATE, performance.now(), { of: "calls" });
  }

  get typing(): TokenBucket {
    return this.#typing ??= new TokenBucket(TYPING_RATE, performance.now(), { of: "typing" });
  }

  get rooms(): TokenBucket {
    return this.#rooms ??= new TokenBucket(ROOM_RATE, performance.now(), { of: "rooms" });
  }

  /** Looks for people and members. */
  get lookups(): TokenBucket {
    return this.#lookups ??= new TokenBucket(LOOKUP_RATE, performance.now(), { of: "lookups" });
  }

  get reports(): TokenBucket {
    return this.#reports ??= new TokenBucket(REPORT_RATE, performance.now(), { of: "reports" });
  }
}

/** A person as the store knows them. */
export function createPerson(
  user: User,
  memberships: readonly MembershipRecord[],
  options: ChatOptions,
): Person {
  return {
    user: { ...user },
    rooms: new Set(memberships.map(({ room }) => room.id)),
    reads: new Map(memberships.map(({ room, read }) => [room.id, read])),
    roles: new Map(
      memberships.filter(({ role }) => role !== "member").map(({ room, role }) => [room.id, role]),
    ),
    settings: new Map(memberships.filter(isSet).map(({ room, settings }) => [room.id, settings])),
    blocked: new Map(),
    connections: 0,
    present: false,
    holdsName: false,
    posting: undefined,
    buckets: new Buckets(options.limits.messages),
  };
}

function isSet({ settings }: MembershipRecord): boolean {
  return settings.involvement !== "everything" || settings.favourite !== null;
}
