import type { RoomModel } from "../state/rooms.ts";

/** Something that is typed with a slash in front. */
export interface Command {
  name: string;
  /** What is to be written behind the name, as people read it: "room", "[room]"; empty where nothing is. */
  argument: string;
  does: string;
  /** @throws Error with a sentence for the person who typed it */
  run(typed: TypedCommand): void | Promise<void>;
}

export interface TypedCommand {
  /** Where it was typed. */
  room: RoomModel;
  argument: string;
  /** Says something in that room; with `me`, what one does there. */
  say: (text: string, about?: { me: true }) => void;
}

/** Why a command could not be done, in a sentence for the person who typed it. */
export class CommandFault extends Error {
  override readonly name = "CommandFault";
}
