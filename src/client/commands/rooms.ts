import { goTo } from "../islands/route.ts";
import { changeRoom, createRoom, listRooms } from "../state/room_changes.ts";
import { joinRoom, leaveRoom, rooms } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { CommandFault, type TypedCommand } from "./command.ts";

/** /join: by the room's name or address, with or without "#". */
export async function joinByName({ argument }: TypedCommand): Promise<void> {
  const own = findByName(rooms.peek().map(({ id, name }) => ({ id, name: name.peek() })), argument);
  const found = own ?? findByName((await listRooms(argument.replace(/^#/, ""), false)).rooms, argument);
  if (found === undefined) {
    throw new CommandFault(t("There is no room {room}: /create {room} makes it", { room: argument }));
  }
  const { id } = own ?? await joinRoom(found.id);
  goTo(id);
}

/** /leave: the room where it is typed, or the one that is named. */
export async function leaveByName({ room, argument }: TypedCommand): Promise<void> {
  if (argument === "") return await leaveRoom(room.id);
  const found = findByName(rooms.peek().map(({ id, name }) => ({ id, name: name.peek() })), argument);
  if (found === undefined) throw new CommandFault(t("You are not in a room {room}", { room: argument }));
  await leaveRoom(found.id);
}

/** /create: a new room, without a topic. */
export async function createByName({ argument }: TypedCommand): Promise<void> {
  const { id } = await createRoom({ name: argument, topic: "", visibility: "public" });
  goTo(id);
}

/** /topic: what the room is about where it is typed. */
export async function changeTopic({ room, argument }: TypedCommand): Promise<void> {
  await changeRoom(room.id, { topic: argument });
}

function findByName<Room extends { id: string; name: string }>(
  all: readonly Room[],
  wanted: string,
): Room | undefined {
  const name = wanted.replace(/^#/, "").toLocaleLowerCase();
  return all.find(({ id }) => id === name) ?? all.find((room) => room.name.toLocaleLowerCase() === name);
}
