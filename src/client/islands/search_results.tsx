import type { SearchResult } from "../../protocol/models.ts";
import { markedParts } from "../format/marked.ts";
import { dayName, fullTime, shortTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import { rooms } from "../state/rooms.ts";
import type { Search } from "../state/search.ts";
import { t, tx } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";
import { FoldedLine } from "./folded.tsx";
import { isFolded } from "./unfolded.ts";
import { today } from "./page.ts";

export interface SearchResultsProps {
  search: Search;
  open: (room: string, seq: number) => void;
}

/** What was found, newest first; a press opens it where it was said. */
export function SearchResults({ search, open }: SearchResultsProps) {
  return (
    <ol class="search-results" aria-label={t("Messages found")} onKeyDown={onKeyDown}>
      {search.results.value?.map((result) => (
        <Result
          key={`${result.room} ${result.seq}`}
          result={result}
          open={() => open(result.room, result.seq)}
        />
      ))}
      {search.more.value && (
        <li class="search-more">
          <button type="button" aria-busy={search.searching.value} onClick={() => search.loadMore()}>
            {t("Show more")}
          </button>
        </li>
      )}
    </ol>
  );
}

function Result({ result, open }: { result: SearchResult; open: () => void }) {
  const { room, seq, author, excerpt, me } = result;
  const at = Date.parse(result.at);
  const name = rooms.value.find(({ id }) => id === room)?.name.value ?? room;
  if (isFolded({ id: room }, { seq, message: { author } })) {
    return (
      <li>
        <FoldedLine room={room} seq={seq} at={at} author={author} />
      </li>
    );
  }
  return (
    <li>
      <button type="button" class="search-result" onClick={open}>
        <Avatar user={author} />
        <span class="search-result-body">
          <span class="search-result-head">
            {!me && <bdi class="author">{nameOf(author)}</bdi>}
            <span class="muted">
              {tx("in {room}", { room: <bdi>{name}</bdi> })}
            </span>
            <time dateTime={result.at} title={fullTime(at)}>
              {dayName(at, today.value)}, {shortTime(at)}
            </time>
          </span>
          <span class="search-excerpt" dir="auto">
            {me && <bdi class="author">{nameOf(author)}</bdi>}
            {me && " "}
            {markedParts(excerpt.text, excerpt.marks).map(({ text, marked }, index) =>
              marked ? <mark key={index}>{text}</mark> : text
            )}
          </span>
        </span>
      </button>
    </li>
  );
}

/** Up and down go from one to the next, and up from the first into the field. */
function onKeyDown(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll("button")];
  const next = buttons.indexOf(document.activeElement as HTMLButtonElement) + step;
  event.preventDefault();
  if (next < 0) list.closest("dialog")?.querySelector<HTMLInputElement>("input[type=search]")?.focus();
  else buttons[Math.min(next, buttons.length - 1)]?.focus();
}
