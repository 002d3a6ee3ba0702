import type { ComponentChildren } from "preact";
import type { LogEvent, RoomChange } from "../../protocol/events.ts";
import type { RoomRole, User } from "../../protocol/models.ts";
import { t, tx } from "../strings/t.ts";

type DeedEvent = Extract<
  LogEvent,
  { type: "room.changed" | "member.changed" | "member.joined" | "member.left" }
>;

/** What somebody did: "Ada made Bo a moderator". Only data: a browser keeps it for a start without a network. */
export interface Deed {
  by: User | null;
  whom?: User;
  event: DeedEvent;
}

interface Names {
  by?: ComponentChildren;
  whom?: ComponentChildren;
}

/** The deed that an event tells of; undefined for an event that tells of none. */
export function deedOf(event: LogEvent): Deed | undefined {
  switch (event.type) {
    case "room.changed":
      return { by: event.user, event };
    case "member.changed":
      return event.by === undefined ? { by: event.user, event } : { by: event.by, whom: event.user, event };
    case "member.joined":
    case "member.left":
      return event.by && { by: event.by, whom: event.user, event };
  }
}

/** Says a deed in the language that is shown, with the names as they are to be drawn. */
export function sayDeed({ whom: other, event }: Deed, { by, whom }: Names): ComponentChildren {
  switch (event.type) {
    case "room.changed":
      return tx("{by} {changes}", { by, changes: sayChanges(event) });
    case "member.changed":
      return other === undefined ? sayRank(event.role, by) : sayMade(event.role, by, whom);
    case "member.joined":
      return tx("{by} added {whom}", { by, whom });
    case "member.left":
      return tx("{by} removed {whom}", { by, whom });
  }
}

function sayRank(role: RoomRole, by: ComponentChildren): ComponentChildren {
  if (role === "owner") return tx("{by} is an owner now", { by });
  return role === "moderator" ? tx("{by} is a moderator now", { by }) : tx("{by} is a member now", { by });
}

function sayMade(role: RoomRole, by: ComponentChildren, whom: ComponentChildren): ComponentChildren {
  if (role === "owner") return tx("{by} made {whom} an owner", { by, whom });
  if (role === "moderator") return tx("{by} made {whom} a moderator", { by, whom });
  return tx("{by} made {whom} a member", { by, whom });
}

function sayChanges({ name, topic, visibility, archived, slowMode }: RoomChange): string {
  const said: string[] = [];
  if (name !== undefined) said.push(t("renamed the room to “{name}”", { name }));
  if (topic !== undefined) {
    said.push(topic === "" ? t("removed the topic") : t("changed the topic to “{topic}”", { topic }));
  }
  if (visibility !== undefined) {
    said.push(visibility === "public" ? t("made the room public") : t("made the room private"));
  }
  if (archived !== undefined) said.push(archived ? t("archived the room") : t("brought the room back"));
  if (slowMode !== undefined) said.push(slowMode > 0 ? t("turned slow mode on") : t("turned slow mode off"));
  return said.join(t(" and "));
}
