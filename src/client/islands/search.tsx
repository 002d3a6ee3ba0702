import { useEffect, useRef } from "preact/hooks";
import type { User } from "../../protocol/models.ts";
import { currentRoom } from "../state/rooms.ts";
import { type Search as SearchState, searchOf } from "../state/search.ts";
import { t, tn, tx } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import { goToMessage } from "./route.ts";
import { SearchHelp } from "./search_help.tsx";
import { SearchResults } from "./search_results.tsx";

export interface SearchProps {
  user: User;
}

/** Milliseconds after the last letter until it is looked for. */
const TYPED = 400;

/** Looks for messages in all rooms that the person is in, and opens what was found. */
export function Search({ user }: SearchProps) {
  const search = searchOf(user.id);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    field.current!.select();
    return () => clearTimeout(timer.current);
  }, []);

  function run(options?: { again: boolean }): void {
    clearTimeout(timer.current);
    search.run(options);
  }

  function type(text: string): void {
    search.query.value = text;
    clearTimeout(timer.current);
    timer.current = setTimeout(run, TYPED);
  }

  /** Puts an operator into the field, to be completed. */
  function insert(operator: string): void {
    const { query } = search;
    query.value = `${query.value}${/(^|\s)$/.test(query.value) ? "" : " "}${operator}`;
    field.current!.focus();
  }

  function open(room: string, seq: number): void {
    closeDialog();
    goToMessage(room, seq);
  }

  return (
    <Dialog title={t("Search messages")} class="wide search-messages">
      <form
        class="search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          run({ again: true });
        }}
      >
        <Icon name="search" size={16} />
        <input
          ref={field}
          type="search"
          aria-label={t("Search messages")}
          aria-describedby="search-status"
          placeholder={t("Words, or from:ada in:lobby")}
          autocomplete="off"
          autofocus
          maxLength={500}
          value={search.query.value}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onFieldKeyDown}
        />
        <button type="submit">{t("Search")}</button>
      </form>
      <OneRoom search={search} run={run} />
      <Status search={search} />
      {search.results.value === undefined
        ? <SearchHelp insert={insert} />
        : <SearchResults search={search} open={open} />}
    </Dialog>
  );
}

function OneRoom({ search, run }: { search: SearchState; run: () => void }) {
  const room = currentRoom.value;
  if (room === undefined) return null;
  return (
    <label class="search-one-room">
      <input
        type="checkbox"
        checked={search.room.value === room.id}
        onChange={(event) => {
          search.room.value = event.currentTarget.checked ? room.id : undefined;
          run();
        }}
      />
      <span>
        {tx("Only in {room}", { room: <bdi>{room.name.value}</bdi> })}
      </span>
    </label>
  );
}

function Status({ search }: { search: SearchState }) {
  const { results, more, searching, building, fault } = search;
  const found = results.value?.length;
  const told = searching.value && found === undefined
    ? t("Searching …")
    : found === undefined
    ? ""
    : found === 0
    ? t("Nothing was found.")
    : more.value
    ? tn(found, "{n} message and more, newest first", "{n} messages and more, newest first")
    : tn(found, "{n} message, newest first", "{n} messages, newest first");
  return (
    <>
      <p id="search-status" class="search-status" role="status">
        {told}
        {building.value && ` ${t("The index is being built: older messages may be missing.")}`}
      </p>
      <p class="fault" role="alert">{fault.value}</p>
    </>
  );
}

/** From the field down to what was found. */
function onFieldKeyDown(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown") return;
  const first = document.querySelector<HTMLElement>(".search-results button");
  if (first === null) return;
  event.preventDefault();
  first.focus();
}
