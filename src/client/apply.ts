import type { LogEvent, OwnEvent, PassingEvent, ServerEvent } from "../protocol/events.ts";
import type { User } from "../protocol/models.ts";
import type { Outbox } from "./outbox.ts";
import { blocked } from "./state/blocked.ts";
import type { Connection } from "./state/connection.ts";
import type { Keeper } from "./state/keeper.ts";
import type { People } from "./state/people.ts";
import type { Rooms } from "./state/rooms.ts";
import type { Session } from "./state/session.ts";

export interface Models {
  connection: Connection;
  session: Session;
  rooms: Rooms;
  outbox: Outbox;
  people: People;
  /** What is kept for a start without a network. */
  keeper?: Keeper;
  /** Hears of messages that were reported, and of whom the person blocks. */
  onOrder?: (event: OrderEvent) => void;
  /** Hears which build of the page the server sends. */
  onBuild?: (build: string | undefined) => void;
  /** Hears of messages that were deleted. */
  onDeleted?: (event: Extract<ServerEvent, { type: "message.deleted" }>) => void;
  /** Hears of messages that the person saves. */
  onSaved?: (event: Extract<ServerEvent, { type: "message.saved" }>) => void;
  /** Hears that the person is sent away from a room, or muted there. */
  onRestricted?: (event: Extract<ServerEvent, { type: "room.left" | "room.muted" }>) => void;
}

/** What those who keep order are told, and what the person does for themselves. */
export type OrderEvent = Extract<
  OwnEvent,
  { type: "report.made" | "report.closed" | "user.blocked" | "user.unblocked" }
>;

type Table = {
  [T in Exclude<ServerEvent["type"], OrderEvent["type"]>]: (event: Extract<ServerEvent, { type: T }>) => void;
};

/** Somebody is here; where it is another person than before, nothing of that one is shown or sent. */
export function enter({ rooms, outbox }: Models, user: User): void {
  if (outbox.user === user.id) return;
  if (outbox.user !== undefined) rooms.clear();
  outbox.start(user.id);
}

/** What each event does. One that is not known here only takes its place in the log, where it has one; else a later script may know it. */
export function createApply(models: Models): (event: ServerEvent) => void {
  const { connection, session, rooms, outbox, people, keeper, onBuild, onSaved, onDeleted, onRestricted } =
    models;
  const logged = (event: LogEvent) => rooms.get(event.room)?.receive(event);
  const passing = (event: PassingEvent) => rooms.get(event.room)?.pass(event);
  const table: Table = {
    "welcome": (event) => {
      enter(models, event.user);
      session.meet(event.user, { limits: event.limits });
      connection.maxFrame = event.limits.frame;
      blocked.value = event.blocked ?? [];
      rooms.welcome(event.rooms);
      outbox.setOnline(true);
      keeper?.begin(event.user, event.limits);
      onBuild?.(event.build);
    },
    // The socket itself has read the rest.
    "closing": ({ ban }) => ban && session.end(ban.message),
    "room.created": logged,
    "room.changed": logged,
    "member.changed": logged,
    "member.joined": logged,
    "member.left": logged,
    "member.renamed": logged,
    "message.posted": logged,
    "members.count": (event) => rooms.get(event.room)?.counted(event),
    "message.edited": logged,
    "message.deleted": (event) => {
      logged(event);
      onDeleted?.(event);
    },
    "message.pinned": logged,
    "message.unpinned": logged,
    "message.previewed": logged,
    "message.preview.removed": logged,
    "reaction.added": logged,
    "reaction.removed": logged,
    "presence.joined": passing,
    "presence.left": passing,
    "presence.count": passing,
    "typing": passing,
    "room.joined": (event) => rooms.add(event.room),
    "room.left": (event) => {
      onRestricted?.(event);
      rooms.remove(event.room);
    },
    "room.muted": (event) => {
      const room = rooms.get(event.room);
      if (room) room.facts.muted.value = event.muted;
      onRestricted?.(event);
    },
    "room.settings": (event) => rooms.get(event.room)?.facts.set(event),
    "read.marked": (event) => rooms.get(event.room)?.markedRead(event),
    "thread.marked": (event) => rooms.get(event.room)?.threads.marked(event),
    "message.saved": (event) => onSaved?.(event),
    "user.renamed": (event) => {
      people.learn(event.user);
      session.meet(event.user);
    },
    "user.changed": (event) => {
      people.learn(event.user);
      session.meet(event.user, { account: event.account });
    },
  };
  return function apply(event) {
    const known = event.type as keyof Table;
    if (Object.hasOwn(table, known)) (table[known] as (event: ServerEvent) => void)(event);
    else if (typeof (event as LogEvent).seq === "number") logged(event as LogEvent);
    else models.onOrder?.(event as OrderEvent);
  };
}
