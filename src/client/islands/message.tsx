import type { User } from "../../protocol/models.ts";
import type { Posted } from "../format/chunks.ts";
import { fullTime, shortTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import { Avatar } from "./avatar.tsx";
import { Delivery, PendingEditor } from "./delivery.tsx";
import { editedPending } from "./edited_pending.ts";
import { MessageText } from "./message_text.tsx";
import { reader } from "./own.ts";

export interface MessageProps {
  entry: Posted;
  /** Whether it begins a group: then its author and time stand above it. */
  head: boolean;
}

/** One message, sent or still on its way. */
export function Message({ entry, head }: MessageProps) {
  const author = authorOf(entry);
  const pending = entry.kind === "pending" ? entry : undefined;
  const own = pending !== undefined || (entry.kind === "message" && entry.own);
  const classes = `message${head ? " head" : ""}${own ? " own" : ""}${
    pending ? ` pending ${pending.status}` : ""
  }`;
  const text = entry.kind === "pending" ? entry.text : entry.message.text;
  return (
    <article
      class={classes}
      data-row={entry.key}
      data-firm
      data-seq={entry.kind === "message" ? entry.seq : undefined}
      aria-label={`${nameOf(author)}, ${shortTime(entry.at)}`}
    >
      {head ? <Avatar user={author} /> : <Time at={entry.at} />}
      <div class="body">
        {head && (
          <header>
            <bdi class="author">{nameOf(author)}</bdi>
            <Time at={entry.at} />
          </header>
        )}
        {pending && editedPending.value === pending.clientId
          ? <PendingEditor entry={pending} />
          : <MessageText text={text} />}
        {pending && editedPending.value !== pending.clientId && <Delivery entry={pending} />}
      </div>
    </article>
  );
}

function Time({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>{shortTime(at)}</time>;
}

function authorOf(entry: Posted): User {
  return entry.kind === "message" ? entry.message.author : reader() ?? { id: "", name: "You" };
}
