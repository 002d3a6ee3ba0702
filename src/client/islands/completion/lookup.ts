import type { Sign } from "../../format/completion_word.ts";
import type { RoomModel } from "../../state/rooms.ts";
import type { Option } from "./option.ts";

/** What may complete the letters behind a sign, the best first. */
export type Source = (query: string, room: RoomModel) => Promise<Option[]>;

/** By its sign. Their script is fetched when the first sign is typed. */
export const SOURCES: Record<Sign, Source> = {
  "@": async (query, room) => (await import("../later.ts")).findPeople(query, room),
  "#": async (query) => (await import("../later.ts")).findRooms(query),
  ":": async (query) => (await import("../later.ts")).findEmojiNames(query),
  "/": async (query) => (await import("../later.ts")).findCommands(query),
};
