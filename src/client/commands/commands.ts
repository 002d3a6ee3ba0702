import { dialog, peopleShown } from "../islands/panels.ts";
import { type Command, CommandFault, type TypedCommand } from "./command.ts";
import { changeName } from "./nick.ts";
import { inviteByName, removeByName, writeTo } from "./people.ts";
import { changeTopic, createByName, joinByName, leaveByName } from "./rooms.ts";

/** All commands, as the help and the completion list them. */
export const COMMANDS: readonly Command[] = [
  {
    name: "help",
    argument: "",
    does: "Show keys and commands",
    run: () => void (dialog.value = "shortcuts"),
  },
  { name: "join", argument: "room", does: "Go to a room, and come in", run: joinByName },
  { name: "leave", argument: "[room]", does: "Leave this room, or another", run: leaveByName },
  { name: "create", argument: "name", does: "Make a room", run: createByName },
  { name: "topic", argument: "text", does: "Say what this room is about", run: changeTopic },
  { name: "invite", argument: "name", does: "Bring somebody into this room", run: inviteByName },
  { name: "kick", argument: "name", does: "Send somebody away from this room", run: removeByName },
  { name: "msg", argument: "name [text]", does: "Write to one person alone", run: writeTo },
  { name: "nick", argument: "name", does: "Change your name", run: changeName },
  { name: "who", argument: "", does: "Show who is here", run: () => void (peopleShown.value = true) },
  { name: "shrug", argument: "[text]", does: "Add ¯\\_(ツ)_/¯", run: sayWith("¯\\_(ツ)_/¯") },
  { name: "tableflip", argument: "[text]", does: "Add (╯°□°)╯︵ ┻━┻", run: sayWith("(╯°□°)╯︵ ┻━┻") },
  { name: "unflip", argument: "[text]", does: "Add ┬─┬ノ( º _ ºノ)", run: sayWith("┬─┬ノ( º _ ºノ)") },
];

/** Does what was typed. @throws Error with a sentence for the person who typed it */
export async function runCommand(name: string, typed: TypedCommand): Promise<void> {
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) {
    throw new CommandFault(
      `There is no command /${name}. To say it, write //${name}; /help lists all commands`,
    );
  }
  if (typed.argument === "" && command.argument !== "" && !command.argument.startsWith("[")) {
    throw new CommandFault(`Write it as /${name} ${command.argument}`);
  }
  await command.run(typed);
}

function sayWith(end: string): Command["run"] {
  return ({ argument, say }) => say(`${argument} ${end}`.trim());
}
