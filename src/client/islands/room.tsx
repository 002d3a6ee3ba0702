import type { Limits } from "../../protocol/limits.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Composer } from "./composer.tsx";
import { MessageList } from "./message_list.tsx";
import { parts } from "./message_parts.ts";
import { lazy } from "./lazy.tsx";
import { peopleShown } from "./panels.ts";
import type { PeopleProps } from "./people.tsx";
import { RoomHeader } from "./room_header.tsx";
import type { ThreadPanelProps } from "./thread_panel.tsx";
import { TypingLine } from "./typing_line.tsx";

const People = lazy<PeopleProps>(async () => (await import("./later.ts")).People);

export interface RoomProps {
  room: RoomModel;
  limits: Limits;
}

const ThreadPanel = lazy<ThreadPanelProps>(async () => (await import("./later.ts")).ThreadPanel);

/** The open room: who and what it is, what was said, and the box to say more. */
export function Room({ room, limits }: RoomProps) {
  const thread = room.threads.open.value;
  const more = parts.value;
  return (
    <>
      <main class="room">
        <RoomHeader room={room} />
        {more && <more.ConnectionLine />}
        {more && <more.NewVersion />}
        <MessageList room={room} />
        <TypingLine room={room} />
        {room.facts.archived.value
          ? <p class="archived-note">{t("This room is archived: it is for reading only.")}</p>
          : <Composer room={room} limits={limits} />}
      </main>
      {thread && <ThreadPanel key={thread.message} room={room} thread={thread} limits={limits} />}
      {peopleShown.value && thread === undefined && <People room={room} />}
    </>
  );
}
