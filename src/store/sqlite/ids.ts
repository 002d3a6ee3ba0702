import type { User } from "../../protocol/models.ts";

/** A user's public id, made of their number. */
export function userId(no: number): string {
  return `u${no}`;
}

/** The number behind a user's public id; NaN where it is none. */
export function userNo(user: Pick<User, "id">): number {
  return /^u[1-9]\d{0,14}$/.test(user.id) ? Number(user.id.slice(1)) : NaN;
}

/** A user as others see them. */
export function toUser({ no, name, status }: { no: number; name: string; status: string }): User {
  return status === "" ? { id: userId(no), name } : { id: userId(no), name, status };
}

/** A message's public id: its place in the logs. */
export function messageId(roomNo: number, seq: number): string {
  return `m${roomNo.toString(36)}-${seq.toString(36)}`;
}
