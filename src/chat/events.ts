import type { LogEvent, LogEventType, RoomChange } from "../protocol/events.ts";
import type { LinkPreview, Message, Room, RoomRole, User } from "../protocol/models.ts";
import type { LogRecord } from "../store/records.ts";

type Details = Record<string, string>;
type Shaper<T extends LogEventType> = (
  record: LogRecord,
) => Omit<Extract<LogEvent, { type: T }>, "type" | "room" | "seq" | "at">;

/** How each kind of row looks on the wire. */
const SHAPES: { [T in LogEventType]: Shaper<T> } = {
  "message.posted": ({ messageId, user, clientId, body, ordinal, details }) => {
    const message = { id: messageId, author: user!, clientId, text: body, ordinal };
    return { message: details === undefined ? message : { ...message, ...details } as Message };
  },
  "message.edited": ({ user, body, details }) => {
    const { message, ...called } = details!;
    return { message: message!, text: body, user: user!, ...called };
  },
  "message.deleted": ({ user, details }) => {
    const { message, ...rest } = details!;
    return { message: message!, user: user!, ...rest };
  },
  "message.pinned": ({ user, details }) => ({ message: details!.message!, user: user! }),
  "message.unpinned": ({ user, details }) => ({ message: details!.message!, user: user! }),
  "message.previewed": ({ body, details }) => ({
    message: details!.message!,
    ...(body === "" ? { url: "", title: "" } : JSON.parse(body) as LinkPreview),
  }),
  "message.preview.removed": ({ user, details }) => ({ message: details!.message!, user: user! }),
  "reaction.added": ({ user, body, details }) => ({ message: details!.message!, emoji: body, user: user! }),
  "reaction.removed": ({ user, body, details }) => ({ message: details!.message!, emoji: body, user: user! }),
  "member.joined": withWho,
  "member.left": withWho,
  "member.changed": ({ user, body }) => ({
    user: user!,
    ...JSON.parse(body) as { role: RoomRole; by?: User },
  }),
  "member.renamed": ({ user, body }) => {
    const { name, was } = JSON.parse(body) as Details;
    return { user: { id: user!.id, name: name! }, was: was! };
  },
  "room.created": ({ user, body }) => ({
    user,
    ...JSON.parse(body) as { name: string; topic: string; kind?: Room["kind"] },
  }),
  "room.changed": ({ user, body }) => ({ user: user!, ...JSON.parse(body) as RoomChange }),
};

/** Most come and go by themselves. */
function withWho({ user, body }: LogRecord): { user: User; by?: User } {
  return body === "{}" ? { user: user! } : { user: user!, ...JSON.parse(body) as { by: User } };
}

let lastAt = -1;
let lastTime = "";

/** The event that a row of the log is, as everyone hears it: what was said then, except where it is deleted. */
export function toEvent(record: LogRecord): LogEvent {
  const { type, room, seq, at } = record;
  return { type, room, seq, at: toIso(at), ...SHAPES[type](record) } as LogEvent;
}

/** A time as the wire has it. The rows of one turn share their time, so it is written once. */
export function toIso(at: number): string {
  if (at !== lastAt) {
    lastAt = at;
    lastTime = new Date(at).toISOString();
  }
  return lastTime;
}
