import { ProtocolError } from "../protocol/errors.ts";
import { MAX_OPEN_REPORTS, MAX_REPORT_REASON, REPORT_PAGE } from "../protocol/limits.ts";
import type { Report, ReportOutcome, User } from "../protocol/models.ts";
import { countCharacters } from "../protocol/text.ts";
import type { ReportQuery, ReportRecord } from "../store/order_records.ts";
import type { Chat } from "./chat.ts";
import { toIso } from "./events.ts";
import type { MessagePlace } from "./message_place.ts";
import { tellOwn } from "./own_events.ts";
import type { Person } from "./person.ts";
import { requireMember } from "./permissions.ts";
import { requireModerator, requirePowerOver } from "./power.ts";
import { takeToken } from "./rate_limits.ts";

/** How a report is closed. */
export interface Closing {
  report: string;
  outcome: ReportOutcome;
}

/** Members that are looked at for those who keep order in a room; these come first. */
const MAX_MODERATORS = 100;

/**
 * Asks those who keep order to look at a message of somebody else; once, however often it is asked.
 * @throws ProtocolError `forbidden`, `unknown_message`, `bad_request`, `limit_reached`, `rate_limited`
 */
export async function reportMessage(
  chat: Chat,
  person: Person,
  { room, message, reason }: MessagePlace & { reason: string },
): Promise<void> {
  requireMember(person, room);
  const said = reason.trim();
  if (countCharacters(said) > MAX_REPORT_REASON) {
    throw new ProtocolError("bad_request", `A reason has at most ${MAX_REPORT_REASON} characters`);
  }
  takeToken(person.buckets.reports, performance.now());
  const posted = await chat.store.messages.get(room, message);
  if (posted?.user?.id === person.user.id) {
    throw new ProtocolError("forbidden", "This message is your own");
  }
  const made = await chat.store.reports.make({
    ...{ room, message, user: person.user, reason: said },
    now: Date.now(),
    max: MAX_OPEN_REPORTS,
  });
  if (made.outcome === "no_message") throw new ProtocolError("unknown_message");
  if (made.outcome === "full") {
    throw new ProtocolError("limit_reached", `${MAX_OPEN_REPORTS} of your reports wait to be looked at`);
  }
  if (made.outcome === "made") await tell(chat, "report.made", made.report);
}

/**
 * Open reports of a room, the newest first, but none about messages of the one who asks.
 * @throws ProtocolError `forbidden` for all but owners and moderators, `rate_limited`
 */
export async function listRoomReports(
  chat: Chat,
  person: Person,
  room: string,
): Promise<{ reports: Report[]; more: boolean }> {
  requireModerator(chat, person, room);
  takeToken(person.buckets.lookups, performance.now());
  return await listReports(chat, { room, open: true, limit: REPORT_PAGE, except: person.user });
}

/** Reports, the newest first, and whether there are more. */
export async function listReports(
  chat: Chat,
  query: ReportQuery,
): Promise<{ reports: Report[]; more: boolean; next?: number }> {
  await chat.reads.next();
  const found = await chat.store.reports.list({ ...query, limit: query.limit + 1 });
  const more = found.length > query.limit;
  const shown = found.slice(0, query.limit);
  return { reports: shown.map(toReport), more, ...(more && { next: shown.at(-1)!.no }) };
}

/**
 * Closes a report of a room and all others about the same message; `deleted` deletes the message.
 * @throws ProtocolError `forbidden` for all but owners and moderators, `not_found` where there is no such open report,
 * also for one about a message of the one who asks; `rate_limited`
 */
export async function closeRoomReport(chat: Chat, person: Person, closing: Closing): Promise<Report> {
  takeToken(person.buckets.changes, performance.now());
  const known = await chat.store.reports.get(closing.report);
  // Whose room it is not is not told whether there is such a report.
  if (known === undefined || !person.rooms.has(known.room) || known.author.id === person.user.id) {
    throw new ProtocolError("not_found");
  }
  const { room, author } = known;
  requireModerator(chat, person, room);
  if (closing.outcome === "deleted") await requirePowerOver(chat, person, { room, user: author });
  return await closeReport(chat, person.user, closing);
}

/**
 * The same for who may do so anywhere.
 * @throws ProtocolError `not_found`
 */
export async function closeReport(
  chat: Chat,
  user: User,
  { report: id, outcome }: Closing,
): Promise<Report> {
  const known = await chat.store.reports.get(id);
  if (known === undefined || known.closed !== undefined) throw new ProtocolError("not_found");
  const { room, message } = known;
  if (outcome === "deleted") await chat.store.messages.delete({ room, message, user });
  const closed = await chat.store.reports.close(id, { by: user, outcome, now: Date.now() });
  await Promise.all(closed.map((report) => tell(chat, "report.closed", report)));
  const own = closed.find((report) => report.id === id);
  if (own === undefined) throw new ProtocolError("not_found");
  return toReport(own);
}

/** Tells those who keep order where the message is, but not its author where that is all that they are. */
async function tell(
  chat: Chat,
  type: "report.made" | "report.closed",
  record: ReportRecord,
): Promise<void> {
  const [{ members }, staff] = await Promise.all([
    chat.store.memberships.list(record.room, { skeleton: "", limit: MAX_MODERATORS }),
    chat.store.accounts.staff(),
  ]);
  const moderators = members.filter(({ role, user }) => role !== "member" && user.id !== record.author.id)
    .map(({ user }) => user);
  const report = toReport(record);
  const told = new Map([...moderators, ...staff.map(({ user }) => user)].map((user) => [user.id, user]));
  for (const user of told.values()) tellOwn(chat, user, { type, report });
}

function toReport({ no: _, at, closed, ...report }: ReportRecord): Report {
  return {
    ...report,
    at: toIso(at),
    ...(closed && { closed: { ...closed, at: toIso(closed.at) } }),
  };
}
