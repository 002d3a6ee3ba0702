import type { RefObject } from "preact";
import { loadEmoji } from "../../emoji/load.ts";
import { withTone } from "../../emoji/tones.ts";
import { recentEmoji } from "../../state/emoji.ts";
import type { RoomModel } from "../../state/rooms.ts";
import { insertText } from "../insert_text.ts";
import { Completion } from "./completion.ts";
import { SOURCES } from "./lookup.ts";

/** The completion of a message box. */
export function makeCompletion(room: RoomModel, field: RefObject<HTMLTextAreaElement | null>): Completion {
  return new Completion({
    find: ({ sign, query }) => SOURCES[sign](query, room),
    emoji: findEmoji,
    replace: (text, start, end) => insertText(field.current!, text, start, end),
  });
}

async function findEmoji(name: string): Promise<string | undefined> {
  const { emojiNamed } = await loadEmoji();
  const found = emojiNamed(name);
  return found?.tones ? withTone(found.emoji, recentEmoji.tone.peek()) : found?.emoji;
}
