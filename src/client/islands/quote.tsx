import type { Message } from "../../protocol/models.ts";
import { parseMarkdown } from "../format/markdown/markdown.ts";
import { plainText } from "../format/markdown/plain.ts";
import { nameOf } from "../state/people.ts";
import { quotesOf } from "../state/quotes.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { jumpTo } from "./jump.ts";
import { isFolded, unfold } from "./unfolded.ts";

export interface QuoteProps {
  room: RoomModel;
  /** The message that is answered. */
  seq: number;
}

const MAX_TEXT = 200;

/** The message above an answer to it; a press goes there, or shows what is folded. */
export function Quote({ room, seq }: QuoteProps) {
  const quoted = quotesOf(room).get(seq).value;
  const folded = typeof quoted === "object" && isFolded(room, { seq, message: quoted });
  return (
    <button
      type="button"
      class="quote"
      onClick={() => folded ? unfold(room, { seq }) : jumpTo(room, seq)}
    >
      <Icon name="reply" size={14} />
      {quoted === undefined && <span class="quote-text">…</span>}
      {quoted === "missing" && <span class="quote-text">{t("A message that is not there")}</span>}
      {folded && (
        <span class="quote-text">
          {t("Message of {name}, whom you blocked", { name: nameOf(quoted.author) })}
        </span>
      )}
      {typeof quoted === "object" && !folded && (
        <>
          {!quoted.me && <bdi class="quote-author">{nameOf(quoted.author)}</bdi>}
          <span class="quote-text" dir="auto">{excerpt(quoted)}</span>
        </>
      )}
    </button>
  );
}

/** The beginning of a message in one line; of an action with who does it. */
export function excerpt({ author, text, me, deleted }: Message): string {
  if (deleted) return t("Message deleted");
  const words = plainText(parseMarkdown(text));
  const line = (me ? `${nameOf(author)} ${words}` : words).replace(/\s+/g, " ").trim();
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line;
}
