import { effect, type Signal, signal } from "@preact/signals";
import type { LogEvent, ServerEvent } from "../../protocol/events.ts";
import { connection, pageConnection } from "./connection.ts";
import { people } from "./people.ts";
import { session } from "./session.ts";

type SavedEvent = Extract<ServerEvent, { type: "message.saved" }>;
type Marks = Signal<ReadonlySet<number>>;

/** A message that the person has saved. */
export type SavedMessage = Extract<LogEvent, { type: "message.posted" }>;

const NONE: ReadonlySet<number> = new Set();
const marks = new Map<string, Marks>();

/**
 * The numbers of the messages of a room that the person has saved, as far as they are known; they are asked for when a
 * room is first looked at. A component that calls this in its render follows it.
 */
export function savedIn(room: string): ReadonlySet<number> {
  let known = marks.get(room);
  if (known === undefined) {
    marks.set(room, known = signal(NONE));
    ask(room, known);
  }
  return known.value;
}

/** A message was saved, or is so no more, on this device or another. */
export function heardOfSaved({ room, message, saved }: SavedEvent): void {
  const known = marks.get(room);
  if (known === undefined) return;
  const next = new Set(known.peek());
  if (saved) next.add(message);
  else next.delete(message);
  known.value = next;
}

/** Saves a message for oneself, or does so no more. Needs a connection. @throws CommandError */
export async function save(place: { room: string; message: number }, saved: boolean): Promise<void> {
  await pageConnection.request("message.save", { ...place, save: saved });
}

/**
 * A page of the saved messages, the last saved first; `next` begins the page after it.
 * @throws CommandError
 */
export async function listSaved(before?: number): Promise<{ events: SavedMessage[]; next?: number }> {
  const { events, next } = await pageConnection.request("saved", { limit: 30, before });
  const posted = events.filter((event): event is SavedMessage => event.type === "message.posted");
  for (const { message, at } of posted) people.learn(message.author, at);
  return { events: posted, next };
}

function ask(room: string, known: Marks): void {
  if (pageConnection.state.peek().status !== "open") return;
  pageConnection.ask("saved.places", { room }, { ok: ({ messages }) => known.value = new Set(messages) });
}

// What was saved elsewhere meanwhile has not been told here.
effect(() => {
  if (connection.value.status !== "open") return;
  for (const [room, known] of marks) ask(room, known);
});
effect(() => {
  if (session.value.status === "signed_out") marks.clear();
});
