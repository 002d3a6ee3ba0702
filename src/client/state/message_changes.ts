import type { Message, MessageVersion } from "../../protocol/models.ts";
import { pageConnection } from "./connection.ts";
import { people } from "./people.ts";

/** A message of a room, by the number of its event. */
export interface Place {
  room: string;
  message: number;
}

/** Gives an own message another text; the log brings it. Needs a connection. @throws CommandError */
export async function edit(place: Place, text: string): Promise<void> {
  await pageConnection.request("message.edit", { ...place, text });
}

/** Takes an own message's text away for good. Needs a connection. @throws CommandError */
export async function remove(place: Place): Promise<void> {
  await pageConnection.request("message.delete", { ...place });
}

/** Gives a message an emoji, or takes it back. Needs a connection. @throws CommandError */
export async function react(place: Place, emoji: string, given: boolean): Promise<void> {
  await pageConnection.request(given ? "reaction.add" : "reaction.remove", { ...place, emoji });
}

/** Pins a message in its room, or unpins it. Needs a connection. @throws CommandError */
export async function pin(place: Place, pinned: boolean): Promise<void> {
  await pageConnection.request(pinned ? "message.pin" : "message.unpin", { ...place });
}

/** Takes the preview of an own message's link away for good. Needs a connection. @throws CommandError */
export async function removePreview(place: Place): Promise<void> {
  await pageConnection.request("message.preview.remove", { ...place });
}

/** The pinned messages of a room, the newest pin first. @throws CommandError */
export async function pinsOf(room: string): Promise<{ seq: number; at: string; message: Message }[]> {
  const { events, users } = await pageConnection.request("pins", { room });
  for (const user of users ?? []) people.learn(user);
  return events.filter((event) => event.type === "message.posted");
}

/** All texts that a message had, oldest first. @throws CommandError */
export async function versionsOf(place: Place): Promise<MessageVersion[]> {
  return (await pageConnection.request("message.history", { ...place })).versions;
}
