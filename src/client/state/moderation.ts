import type { Ban, Restricted } from "../../protocol/moderation.ts";
import type { User } from "../../protocol/models.ts";
import { call } from "../api.ts";
import { pageConnection } from "./connection.ts";

/** For how long (seconds; absent for until it is lifted) and why. */
export interface Terms {
  seconds?: number;
  reason?: string;
}

/** Each needs a connection, and throws CommandError where it is refused. */
export async function kick(room: string, { id: user }: User, { reason }: Terms): Promise<void> {
  await pageConnection.request("room.kick", { room, user, ...(reason !== undefined && { reason }) });
}

export async function ban(room: string, { id: user }: User, terms: Terms): Promise<void> {
  await pageConnection.request("room.ban", { room, user, ...terms });
}

export async function mute(room: string, { id: user }: User, terms: Terms): Promise<void> {
  await pageConnection.request("room.mute", { room, user, ...terms });
}

export async function lift(kind: "ban" | "mute", room: string, { id: user }: User): Promise<void> {
  await pageConnection.request(kind === "ban" ? "room.unban" : "room.unmute", { room, user });
}

/** Deletes all that somebody wrote in a room; gives how many messages that were. */
export async function purge(room: string, { id: user }: User): Promise<number> {
  return (await pageConnection.request("room.purge", { room, user })).deleted;
}

export async function listRestricted(room: string): Promise<{ bans: Restricted[]; mutes: Restricted[] }> {
  return await pageConnection.request("room.bans", { room });
}

/** Bans somebody from the server, and where they are connected if `network` says so. @throws ApiError */
export async function banFromServer({ id: user }: User, terms: Terms & { network: boolean }): Promise<void> {
  await call<{ bans: Ban[] }>("POST", "/api/admin/bans", { user, ...terms });
}
