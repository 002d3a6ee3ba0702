import type { User } from "../../../protocol/models.ts";
import { commands } from "../../commands/commands.ts";
import { loadEmoji } from "../../emoji/load.ts";
import { rankByLetters } from "../../format/rank.ts";
import { withTone } from "../../emoji/tones.ts";
import { recentEmoji } from "../../state/emoji.ts";
import { nameOf } from "../../state/people.ts";
import { type RoomModel, rooms } from "../../state/rooms.ts";
import { t, tn } from "../../strings/t.ts";
import { isOwn } from "../own.ts";
import { MAX_OPTIONS, type Option } from "./option.ts";

/** People who are here, or have said something that is loaded, the last to speak first. */
export function findPeople(query: string, room: RoomModel): Option[] {
  const people = new Map<string, User>();
  const entries = room.timeline.entries.peek();
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index]!;
    if (entry.kind === "message") learn(entry.message.author);
    else if (entry.kind === "notice" && entry.user !== null) learn(entry.user);
  }
  room.present.peek().forEach(learn);
  const found: Option[] = rankByLetters([...people.values()], query, nameOf).map((user) => ({
    key: user.id,
    insert: `@${nameOf(user)} `,
    label: nameOf(user),
    picture: { user },
  }));
  const all = findEveryone(query, room);
  return [...found.slice(0, MAX_OPTIONS - all.length), ...all];

  function learn(user: User): void {
    if (!people.has(user.id) && !isOwn(user)) people.set(user.id, user);
  }
}

/** The words that call all of a room, with whom they call. */
function findEveryone(query: string, room: RoomModel): Option[] {
  const others = Math.max(0, room.online.peek() - 1);
  const here = tn(others, "Calls the {n} other who is here", "Calls the {n} others who are here");
  const words = [["here", here], ["room", t("Calls everyone in this room")]] as const;
  return words.filter(([word]) => word.startsWith(query.toLowerCase())).map(([word, detail]) => ({
    key: `@${word}`,
    insert: `@${word} `,
    label: `@${word}`,
    detail,
    picture: { sign: "@" },
  }));
}

/** Rooms that the person is in, by name or by address. */
export function findRooms(query: string): Option[] {
  return rankByLetters(rooms.peek(), query, (room) => `${room.name.peek()} ${room.id}`)
    .slice(0, MAX_OPTIONS).map((room) => ({
      key: room.id,
      insert: `#${room.id} `,
      label: room.name.peek(),
      detail: room.topic.peek(),
      picture: { sign: "#" },
    }));
}

/** Emoji by name; those used last come first where they fit. */
export async function findEmojiNames(query: string): Promise<Option[]> {
  const { findEmoji } = await loadEmoji();
  const tone = recentEmoji.tone.peek();
  return findEmoji(query, MAX_OPTIONS).map(({ emoji, names, tones }) => {
    const shown = tones ? withTone(emoji, tone) : emoji;
    return { key: emoji, insert: `${shown} `, label: `:${names[0]}:`, picture: { emoji: shown } };
  });
}

export function findCommands(query: string): Option[] {
  const found = commands().filter(({ name }) => name.startsWith(query.toLowerCase()));
  return found.slice(0, MAX_OPTIONS).map(({ name, argument, does }) => ({
    key: name,
    insert: argument === "" ? `/${name}` : `/${name} `,
    label: `/${name} ${argument}`.trim(),
    detail: does,
    picture: { sign: "/" },
  }));
}
