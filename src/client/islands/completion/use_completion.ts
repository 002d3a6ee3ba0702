import type { RefObject } from "preact";
import { useMemo } from "preact/hooks";
import { loadEmoji } from "../../emoji/load.ts";
import { withTone } from "../../emoji/tones.ts";
import { recentEmoji } from "../../state/emoji.ts";
import type { RoomModel } from "../../state/rooms.ts";
import { insertText } from "../insert_text.ts";
import { Completion } from "./completion.ts";
import { SOURCES } from "./lookup.ts";

/** The completion of a message box. */
export function useCompletion(room: RoomModel, field: RefObject<HTMLTextAreaElement | null>): Completion {
  return useMemo(() =>
    new Completion({
      find: ({ sign, query }) => SOURCES[sign](query, room),
      emoji: findEmoji,
      replace: (text, start, end) => insertText(field.current!, text, start, end),
    }), [room]);
}

async function findEmoji(name: string): Promise<string | undefined> {
  const { emojiNamed } = await loadEmoji();
  const found = emojiNamed(name);
  return found?.tones ? withTone(found.emoji, recentEmoji.tone.peek()) : found?.emoji;
}
