import { batch } from "@preact/signals";
import type { RoomChange } from "../../protocol/events.ts";
import type { Involvement, ListedRoom } from "../../protocol/models.ts";
import { httpApi, type RoomDraft } from "../api.ts";
import { pageConnection } from "./connection.ts";
import { pageRooms, type RoomModel } from "./rooms.ts";

/** The part of the directory that fits the words, and whether there is more. @throws ApiError */
export function listRooms(
  words: string,
  archived: boolean,
): Promise<{ rooms: ListedRoom[]; more?: boolean }> {
  return httpApi.getRooms(words, archived);
}

/** Makes a room; its maker is in it. @throws ApiError */
export async function createRoom(draft: RoomDraft): Promise<RoomModel> {
  const { room } = await httpApi.postRoom(draft);
  return batch(() => pageRooms.add(room));
}

/** Changes what a room is. @throws CommandError */
export async function changeRoom(room: string, change: RoomChange): Promise<void> {
  await pageConnection.request("room.change", { room, ...change });
}

/** Changes how a room stands with the person. @throws CommandError */
export async function setRoom(
  room: string,
  change: { involvement?: Involvement; favourite?: number | null },
): Promise<void> {
  const settings = await pageConnection.request("room.settings", { room, ...change });
  pageRooms.get(room)?.facts.set(settings);
}
