import type { Report, ReportOutcome, User } from "../../protocol/models.ts";
import { pageConnection } from "./connection.ts";
import type { Place } from "./message_changes.ts";

/** Asks those who keep order to look at a message. Needs a connection. @throws CommandError */
export async function report(place: Place, reason: string): Promise<void> {
  await pageConnection.request("message.report", { ...place, reason });
}

/** Open reports of a room, the newest first. @throws CommandError */
export function reportsOf(room: string): Promise<{ reports: Report[]; more: boolean }> {
  return pageConnection.request("reports", { room });
}

/** Closes a report and all others about its message. @throws CommandError */
export async function closeReport(id: string, outcome: ReportOutcome): Promise<void> {
  await pageConnection.request("report.close", { report: id, outcome });
}

/** Hears somebody no more. @throws CommandError */
export async function block({ id }: User): Promise<void> {
  await pageConnection.request("user.block", { user: id });
}

/** Hears them again. @throws CommandError */
export async function unblock({ id }: User): Promise<void> {
  await pageConnection.request("user.unblock", { user: id });
}
