import { dialog, peopleShown } from "../islands/panels.ts";
import { t } from "../strings/t.ts";
import { type Command, CommandFault, type TypedCommand } from "./command.ts";
import { changeName } from "./nick.ts";
import { inviteByName, removeByName, writeTo } from "./people.ts";
import { changeTopic, createByName, joinByName, leaveByName } from "./rooms.ts";

/** All commands, as the help and the completion list them. */
export const commands = (): readonly Command[] => [
  {
    name: "help",
    argument: "",
    does: t("Show keys and commands"),
    run: () => void (dialog.value = "shortcuts"),
  },
  { name: "join", argument: t("room"), does: t("Go to a room, and come in"), run: joinByName },
  { name: "leave", argument: t("[room]"), does: t("Leave this room, or another"), run: leaveByName },
  { name: "create", argument: t("name"), does: t("Make a room"), run: createByName },
  { name: "topic", argument: t("text"), does: t("Say what this room is about"), run: changeTopic },
  { name: "invite", argument: t("name"), does: t("Bring somebody into this room"), run: inviteByName },
  { name: "kick", argument: t("name"), does: t("Send somebody away from this room"), run: removeByName },
  { name: "msg", argument: t("name [text]"), does: t("Write to one person alone"), run: writeTo },
  { name: "nick", argument: t("name"), does: t("Change your name"), run: changeName },
  { name: "who", argument: "", does: t("Show who is here"), run: () => void (peopleShown.value = true) },
  {
    name: "me",
    argument: t("text"),
    does: t("Say what you do: “Ada waves”"),
    run: ({ argument, say }) => say(argument, { me: true }),
  },
  {
    name: "shrug",
    argument: t("[text]"),
    does: t("Add {sign}", { sign: "¯\\_(ツ)_/¯" }),
    run: sayWith("¯\\_(ツ)_/¯"),
  },
  {
    name: "tableflip",
    argument: t("[text]"),
    does: t("Add {sign}", { sign: "(╯°□°)╯︵ ┻━┻" }),
    run: sayWith("(╯°□°)╯︵ ┻━┻"),
  },
  {
    name: "unflip",
    argument: t("[text]"),
    does: t("Add {sign}", { sign: "┬─┬ノ( º _ ºノ)" }),
    run: sayWith("┬─┬ノ( º _ ºノ)"),
  },
];

/** Does what was typed. @throws Error with a sentence for the person who typed it */
export async function runCommand(name: string, typed: TypedCommand): Promise<void> {
  const command = commands().find((one) => one.name === name);
  if (command === undefined) {
    throw new CommandFault(
      t("There is no command /{name}. To say it, write //{name}; /help lists all commands", { name }),
    );
  }
  if (typed.argument === "" && command.argument !== "" && !command.argument.startsWith("[")) {
    throw new CommandFault(t("Write it as {typed}", { typed: `/${name} ${command.argument}` }));
  }
  await command.run(typed);
}

function sayWith(end: string): Command["run"] {
  return ({ argument, say }) => say(`${argument} ${end}`.trim());
}
