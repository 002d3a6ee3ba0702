import type { ComponentChildren } from "preact";
import type { LogEvent, RoomChange } from "../../protocol/events.ts";
import type { RoomRole, User } from "../../protocol/models.ts";
import { t, tx } from "../strings/t.ts";

/** What somebody did: "Ada made Bo a moderator". */
export interface Deed {
  by: User | null;
  whom?: User;
  /** Says it in the language that is shown, with the names as they are to be drawn. */
  say(names: Names): ComponentChildren;
}

interface Names {
  by?: ComponentChildren;
  whom?: ComponentChildren;
}

/** The deed that an event tells of; undefined for an event that tells of none. */
export function deedOf(event: LogEvent): Deed | undefined {
  switch (event.type) {
    case "room.changed":
      return { by: event.user, say: ({ by }) => tx("{by} {changes}", { by, changes: sayChanges(event) }) };
    case "member.changed":
      if (event.by === undefined) return { by: event.user, say: ({ by }) => sayRank(event.role, by) };
      return { by: event.by, whom: event.user, say: ({ by, whom }) => sayMade(event.role, by, whom) };
    case "member.joined":
      return event.by &&
        { by: event.by, whom: event.user, say: (names) => tx("{by} added {whom}", { ...names }) };
    case "member.left":
      return event.by &&
        { by: event.by, whom: event.user, say: (names) => tx("{by} removed {whom}", { ...names }) };
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
