import type {
  AccessMode,
  ListedPerson,
  Report,
  ReportOutcome,
  Room,
  ServerRole,
  ShownSetting,
  User,
} from "../protocol/models.ts";
import { call } from "./api.ts";

/** The part of the server's HTTP interface for those who run it; each call throws ApiError. */

export interface Settings {
  settings: ShownSetting[];
  access: AccessMode;
  fixed: boolean;
}

/** Somebody, or all from a network, who may not come to the server. */
export interface ListedBan {
  id: number;
  user?: User;
  network?: string;
  by: User;
  at: string;
  until?: string;
  reason?: string;
}

/** Something that somebody did who keeps order. */
export interface AuditEntry {
  id: number;
  at: string;
  act: string;
  by?: User;
  whom?: User;
  room?: { id: string; name: string };
  details?: Record<string, unknown>;
}

export function listPeople(
  { query, role, before }: { query: string; role: string; before?: number | undefined },
): Promise<{ people: ListedPerson[]; next?: number }> {
  return call("GET", `/api/admin/people${search({ q: query, role, before })}`);
}

export function signOutEverywhere({ id }: User): Promise<{ ended: number }> {
  return call("DELETE", `/api/admin/people/${encodeURIComponent(id)}/sessions`);
}

export function setServerRole({ id }: User, role: Extract<ServerRole, "admin" | "member">): Promise<void> {
  return call("PUT", `/api/admin/roles/${encodeURIComponent(id)}`, { role });
}

export function listPublicRooms(
  { query, from }: { query: string; from?: number | undefined },
): Promise<{ rooms: (Room & { members: number })[]; more: boolean; private: number }> {
  return call("GET", `/api/admin/rooms${search({ q: query, from })}`);
}

export function archiveRoom({ id }: Room, archived: boolean): Promise<void> {
  return call("PATCH", `/api/admin/rooms/${encodeURIComponent(id)}`, { archived });
}

export function listReports(
  { closed, before }: { closed: boolean; before?: number | undefined },
): Promise<{ reports: Report[]; next?: number; open: number }> {
  return call("GET", `/api/admin/reports${search({ closed: closed ? 1 : "", before })}`);
}

export function closeReport({ id }: Report, outcome: ReportOutcome): Promise<void> {
  return call("PATCH", `/api/admin/reports/${encodeURIComponent(id)}`, { outcome });
}

export function listAudit(before?: number): Promise<{ entries: AuditEntry[]; next?: number }> {
  return call("GET", `/api/admin/audit${search({ before })}`);
}

export function getSettings(): Promise<Settings> {
  return call("GET", "/api/admin/settings");
}

export function setAccess(access: AccessMode): Promise<Settings> {
  return call("PATCH", "/api/admin/settings", { access });
}

export async function listBans(): Promise<ListedBan[]> {
  return (await call<{ bans: ListedBan[] }>("GET", "/api/admin/bans")).bans;
}

/** @param ban for how many seconds, for good where it does not say */
export function ban(
  { id }: User,
  ban: { seconds?: number | undefined; reason: string; network: boolean },
): Promise<void> {
  return call("POST", "/api/admin/bans", { user: id, ...ban });
}

export function liftBan(id: number): Promise<void> {
  return call("DELETE", `/api/admin/bans/${id}`);
}

function search(fields: Record<string, string | number | undefined>): string {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => [name, String(value)]);
  return said.length === 0 ? "" : `?${new URLSearchParams(said)}`;
}
