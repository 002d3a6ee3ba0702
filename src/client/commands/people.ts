import { goTo } from "../islands/route.ts";
import type { FoundPerson } from "../../protocol/models.ts";
import { findPeople, invite, listMembers, openDirect, removeMember } from "../state/members.ts";
import { post } from "../state/messages.ts";
import { t } from "../strings/t.ts";
import { CommandFault, type TypedCommand } from "./command.ts";

/** /invite: somebody comes into the room where it is typed. */
export async function inviteByName({ room, argument }: TypedCommand): Promise<void> {
  await invite(room.id, await findByName(argument));
}

/** /kick: somebody goes from the room where it is typed. */
export async function removeByName({ room, argument }: TypedCommand): Promise<void> {
  const name = bare(argument);
  const { members } = await listMembers(room.id, name);
  const found = members.find(({ user }) => isCalled(user.name, name));
  if (found === undefined) throw new CommandFault(t("{name} is not in this room", { name }));
  await removeMember(room.id, found.user);
}

/** /msg: to one person alone, with what is to be said or without. */
export async function writeTo({ argument }: TypedCommand): Promise<void> {
  const [, name, text] = /^(\S+)\s*([^]*)$/.exec(argument)!;
  const { id } = await openDirect([await findByName(name!)]);
  if (text !== "") post(id, text!);
  goTo(id);
}

async function findByName(argument: string): Promise<FoundPerson> {
  const name = bare(argument);
  const found = (await findPeople(name)).find((person) => isCalled(person.name, name));
  if (found === undefined) throw new CommandFault(t("There is nobody called {name}", { name }));
  return found;
}

function bare(name: string): string {
  return name.replace(/^@/, "");
}

function isCalled(name: string, wanted: string): boolean {
  return name.toLocaleLowerCase() === wanted.toLocaleLowerCase();
}
