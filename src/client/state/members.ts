import { batch } from "@preact/signals";
import type { Answers } from "../../protocol/commands.ts";
import type { FoundPerson, RoomRole, User } from "../../protocol/models.ts";
import { pageConnection } from "./connection.ts";
import { people } from "./people.ts";
import { pageRooms, type RoomModel } from "./rooms.ts";

/** Who is in a room, or those whose names begin so. @throws CommandError */
export async function listMembers(room: string, query: string): Promise<Answers["room.members"]> {
  const page = await pageConnection.request("room.members", { room, query });
  for (const { user } of page.members) people.learn(user);
  return page;
}

/** Whom one may write to. @throws CommandError */
export async function findPeople(query: string): Promise<FoundPerson[]> {
  const { users } = await pageConnection.request("people.find", { query });
  for (const user of users) people.learn(user);
  return users;
}

/** Brings somebody into a room. @throws CommandError */
export async function invite(room: string, person: FoundPerson): Promise<void> {
  const whom = person.known ? { user: person.id } : { name: person.name };
  await pageConnection.request("room.invite", { room, ...whom });
}

/** Sends somebody away from a room. @throws CommandError */
export async function removeMember(room: string, { id }: User): Promise<void> {
  await pageConnection.request("room.kick", { room, user: id });
}

/** @throws CommandError */
export async function setRole(room: string, { id }: User, role: RoomRole): Promise<void> {
  await pageConnection.request("member.role", { room, user: id, role });
}

/** The room of these people and oneself. @throws CommandError */
export async function openDirect(others: readonly FoundPerson[]): Promise<RoomModel> {
  const users = others.filter(({ known }) => known).map(({ id }) => id);
  const names = others.filter(({ known }) => !known).map(({ name }) => name);
  const { room } = await pageConnection.request("direct.open", { users, names });
  return batch(() => pageRooms.add(room));
}
