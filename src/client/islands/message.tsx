import type { User } from "../../protocol/models.ts";
import type { Posted } from "../format/chunks.ts";
import { fullTime, shortTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";
import { callsReader } from "./called.ts";
import { editedPending } from "./edited_pending.ts";
import { parts } from "./message_parts.ts";
import { MessageText } from "./message_text.tsx";
import { reader } from "./own.ts";
import { isFolded } from "./unfolded.ts";

export interface MessageProps {
  room: RoomModel;
  entry: Posted;
  /** Whether it begins a group: then its author and time stand above it. */
  head: boolean;
  /** Whether it stands in the panel of a thread. */
  inThread?: boolean;
}

/** One message, sent or still on its way. */
export function Message({ room, entry, head, inThread = false }: MessageProps) {
  const author = authorOf(entry);
  const pending = entry.kind === "pending" ? entry : undefined;
  const own = pending !== undefined || (entry.kind === "message" && entry.own);
  const called = entry.kind === "message" && callsReader(entry.message);
  const classes = `message${head ? " head" : ""}${own ? " own" : ""}${called ? " called" : ""}${
    pending ? ` pending ${pending.status}` : ""
  }`;
  const more = parts.value;
  const posted = entry.kind === "message" ? entry : undefined;
  if (posted && isFolded(room, posted)) {
    return more ? <more.Folded room={room} entry={posted} /> : null;
  }
  const text = pending?.text ?? posted!.message.text;
  const isAction = (pending ?? posted!.message).me;
  const replyTo = pending?.replyTo ?? posted?.message.replyTo;
  return (
    <article
      class={classes}
      data-row={entry.key}
      data-firm
      data-seq={posted?.seq}
      tabIndex={-1}
      aria-label={`${nameOf(author)}, ${shortTime(entry.at)}${called ? t(", mentions you") : ""}`}
    >
      {head ? <Avatar user={author} /> : <Time at={entry.at} />}
      <div class="body">
        {head && (
          <header>
            {!isAction && <bdi class="author">{nameOf(author)}</bdi>}
            <Time at={entry.at} />
          </header>
        )}
        {more && <more.MessageMarks room={room} entry={entry} />}
        {replyTo !== undefined && more && <more.Quote room={room} seq={replyTo} />}
        {pending && more && editedPending.value === pending.clientId
          ? <more.PendingEditor entry={pending} />
          : posted?.message.deleted
          ? <p class="gone">{posted.message.removed ? t("Removed by a moderator") : t("Message deleted")}</p>
          : (
            <MessageText text={text} actor={isAction ? nameOf(author) : undefined}>
              {posted?.message.edited && more && <more.Edited room={room} entry={posted} />}
            </MessageText>
          )}
        {posted?.message.preview && more && <more.Preview room={room} entry={posted} />}
        {posted?.message.reactions && more && <more.Reactions room={room} entry={posted} />}
        {pending && more && editedPending.value !== pending.clientId && <more.Delivery entry={pending} />}
        {posted && !inThread && more && <more.Replies room={room} entry={posted} />}
      </div>
    </article>
  );
}

function Time({ at }: { at: number }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      onPointerEnter={({ currentTarget }) => currentTarget.title = fullTime(at)}
    >
      {shortTime(at)}
    </time>
  );
}

function authorOf(entry: Posted): User {
  return entry.kind === "message" ? entry.message.author : reader() ?? { id: "", name: t("You") };
}
