import type { PassingEvent } from "../protocol/events.ts";
import type { User } from "../protocol/models.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { Store } from "../store/store.ts";
import { Banned } from "./banned.ts";
import { BigRoomTyping } from "./big_room_typing.ts";
import { Directory } from "./directory.ts";
import type { ChatOptions } from "./options.ts";
import { Challenges } from "./passkeys/challenges.ts";
import { PasswordGuesses } from "./passwords/guesses.ts";
import { PasswordHashing } from "./passwords/hashing.ts";
import { People } from "./people.ts";
import { KeyedBuckets } from "./rate_limits.ts";
import { ReadTurns } from "./read_turns.ts";
import { Restraints } from "./restraints.ts";
import { RoomHeads } from "./room_heads.ts";
import { Staff } from "./staff.ts";

/** What every rule works on. */
export interface Chat extends ChatOptions {
  store: Store;
  pubsub: PubSub;
  rooms: RoomHeads;
  people: People;
  restraints: Restraints;
  staff: Staff;
  bans: Banned;
  directory: Directory;
  signInBuckets: KeyedBuckets;
  passwords: PasswordHashing;
  guesses: PasswordGuesses;
  challenges: Challenges;
  /** Challenges for people who are not signed in, from one address. */
  challengeBuckets: KeyedBuckets;
  reads: ReadTurns;
  bigRoomTyping: BigRoomTyping;
  /** Where faults go that no one waits for. */
  onError(error: unknown, doing: string): void;
  /** Who comes and goes, for the log. */
  onPresence?(type: PassingEvent["type"], room: string, user: User): void;
}

/** Puts the rules together; call `openChat()` before anyone comes in. */
export function createChat(
  parts: Pick<Chat, "store" | "pubsub" | "onError" | "onPresence">,
  options: ChatOptions,
): Chat {
  const rooms = new RoomHeads(parts.store);
  const restraints = new Restraints();
  const staff = new Staff();
  const people = new People({ ...parts, rooms, restraints, options });
  const signInBuckets = new KeyedBuckets(options.signIns, { of: "sign_ins" });
  return {
    ...parts,
    ...options,
    rooms,
    people,
    restraints,
    staff,
    bans: new Banned(staff),
    directory: new Directory(parts.store, rooms),
    signInBuckets,
    passwords: new PasswordHashing(),
    guesses: new PasswordGuesses(),
    challenges: new Challenges(),
    challengeBuckets: new KeyedBuckets({ rate: 2, burst: 120 }, { of: "passkey_challenges" }),
    reads: new ReadTurns(),
    bigRoomTyping: new BigRoomTyping(),
  };
}
