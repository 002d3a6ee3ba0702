import { signal } from "@preact/signals";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { openAbout } from "./acts.ts";
import { BlockedPeople } from "./blocked_people.tsx";
import { BlockPerson } from "./block_person.tsx";
import { dialog } from "./panels.ts";
import { ReportMessage } from "./report_message.tsx";
import { RoomReports } from "./room_reports.tsx";

const PARTS = { report: ReportMessage, reports: RoomReports, block: BlockPerson, blocked: BlockedPeople };

type Part = keyof typeof PARTS;

const part = signal<Part>("blocked");

/** The dialogs about order in the house, one name for all: the first view knows of no more. */
export function OrderDialog() {
  const Shown = PARTS[part.value];
  return <Shown />;
}

/** Opens one of them, about a message where it is about one. */
export function openOrder(name: Part, about?: { room: RoomModel; entry: MessageEntry }): void {
  part.value = name;
  if (about === undefined) dialog.value = "order";
  else openAbout("order", about.room, about.entry);
}
