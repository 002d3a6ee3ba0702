import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Limits } from "../../protocol/limits.ts";
import { followThread } from "../state/messages.ts";
import type { RoomModel } from "../state/rooms.ts";
import { nameOf } from "../state/people.ts";
import type { Thread } from "../state/thread.ts";
import type { MessageEntry, PendingEntry } from "../state/timeline.ts";
import { t, tx } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { openAbout } from "./acts.ts";
import { Message } from "./message.tsx";
import { pageVisible, touch } from "./page.ts";
import { countReplies } from "./replies.tsx";
import { ThreadComposer } from "./thread_composer.tsx";
import { closeThread } from "./threads.ts";

export interface ThreadPanelProps {
  room: RoomModel;
  thread: Thread;
  limits: Limits;
}

/** Pixels from the end at which one is still at the end. */
const NEAR = 40;

/** A message and the replies in its thread, beside the room; on a narrow page in its place. */
export function ThreadPanel({ room, thread, limits }: ThreadPanelProps) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const root = thread.root.value;
  const replies = thread.replies.value;
  const total = room.threads.repliesOf(thread.message)?.count ?? 0;
  useLayoutEffect(() => {
    if (atEnd.current) list.current!.scrollTop = list.current!.scrollHeight;
  });
  useSignalEffect(() => {
    thread.replies.value;
    if (pageVisible.value && thread.ready.value && atEnd.current) thread.seen();
  });
  useEffect(() => {
    if (!touch.peek()) document.getElementById("thread-composer")?.focus();
  }, [thread]);

  function onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = list.current!;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
    if (atEnd.current && pageVisible.peek()) thread.seen();
  }

  return (
    <aside class="thread" aria-label={t("Thread")}>
      <header>
        <h2>
          {t("Thread")} <span class="muted">{tx("in {room}", { room: <bdi>{room.name.value}</bdi> })}</span>
        </h2>
        <Follow room={room} thread={thread} />
        <button type="button" class="bare" aria-label={t("Close the thread")} onClick={closeThread}>
          <Icon name="close" />
        </button>
      </header>
      <div
        class="thread-log"
        role="log"
        aria-live="off"
        aria-label={t("Replies")}
        tabIndex={0}
        ref={list}
        onScroll={onScroll}
      >
        <p class="fault" role="alert">{thread.fault.value}</p>
        {!thread.ready.value && thread.fault.value === "" && (
          <span class="spinner" role="img" aria-label={t("Loading")} />
        )}
        {root && <Message room={room} entry={root} head inThread />}
        {root && (
          <p class="thread-count">
            <span>{total === 0 ? t("No replies yet") : countReplies(total)}</span>
          </p>
        )}
        {thread.more.value && (
          <button
            type="button"
            class="link"
            disabled={thread.loading.value}
            onClick={() => thread.loadOlder()}
          >
            {t("Show older replies")}
          </button>
        )}
        {replies.map((entry) => <Reply key={entry.key} room={room} entry={entry} />)}
      </div>
      <ThreadComposer thread={thread} limits={limits} />
    </aside>
  );
}

function Reply({ room, entry }: { room: RoomModel; entry: MessageEntry | PendingEntry }) {
  return (
    <div class="thread-reply">
      <Message room={room} entry={entry} head inThread />
      {entry.kind === "message" && !entry.message.deleted && (
        <button
          type="button"
          class="bare thread-more"
          aria-label={t("More about the reply of {name}", { name: nameOf(entry.message.author) })}
          title={t("More")}
          onClick={() => openAbout("message", room, entry)}
        >
          <Icon name="dots" size={16} />
        </button>
      )}
    </div>
  );
}

/** Says whether one hears of new replies, and changes it. */
function Follow({ room, thread }: { room: RoomModel; thread: Thread }) {
  const follows = room.threads.markOf(thread.message)?.follows === true;
  return (
    <button
      type="button"
      class="quiet"
      aria-pressed={follows}
      onClick={() =>
        followThread(room.id, thread.message, !follows).catch((error: Error) =>
          thread.fault.value = error.message
        )}
    >
      {follows ? t("Following") : t("Follow")}
    </button>
  );
}
