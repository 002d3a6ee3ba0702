import type { Message } from "../../protocol/models.ts";
import { parseMarkdown } from "../format/markdown/markdown.ts";
import { plainText } from "../format/markdown/plain.ts";
import { isBlocked } from "../state/blocked.ts";
import { nameOf } from "../state/people.ts";
import { quotesOf } from "../state/quotes.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { jumpTo } from "./jump.ts";

export interface QuoteProps {
  room: RoomModel;
  /** The message that is answered. */
  seq: number;
}

const MAX_TEXT = 200;

/** The message above an answer to it; a press goes there. */
export function Quote({ room, seq }: QuoteProps) {
  const quoted = quotesOf(room).get(seq).value;
  return (
    <button type="button" class="quote" onClick={() => jumpTo(room, seq)}>
      <Icon name="reply" size={14} />
      {quoted === undefined && <span class="quote-text">…</span>}
      {quoted === "missing" && <span class="quote-text">{t("A message that is not there")}</span>}
      {typeof quoted === "object" && (
        <>
          <bdi class="quote-author">{nameOf(quoted.author)}</bdi>
          <span class="quote-text" dir="auto">
            {isBlocked(quoted.author.id) ? t("whom you blocked") : excerpt(quoted)}
          </span>
        </>
      )}
    </button>
  );
}

/** The beginning of a message in one line. */
export function excerpt({ text, deleted }: Message): string {
  if (deleted) return t("Message deleted");
  const line = plainText(parseMarkdown(text)).replace(/\s+/g, " ").trim();
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line;
}
