import type { ComponentType } from "preact";
import { pin } from "../state/message_changes.ts";
import { nameOf } from "../state/people.ts";
import { save, savedIn } from "../state/saved.ts";
import { t } from "../strings/t.ts";
import { actedMessage, faultOf, isMine, openAbout, toggle } from "./acts.ts";
import { beginEdit, beginReply } from "./compose_acts.ts";
import { copyText } from "./copy_text.ts";
import { closeDialog, Dialog, type DialogProps } from "./dialog.tsx";
import type { DialogsProps } from "./dialogs.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { OrderActs } from "./order_acts.tsx";
import { keepsOrder, openModeration } from "./order.ts";
import { excerpt } from "./quote.tsx";
import { whoGave } from "./reactions.tsx";
import { messageLink } from "./route.ts";
import { editedReply, leaveUnread, openThread } from "./threads.ts";
import { say } from "./toast.tsx";

const QUICK = ["👍", "❤️", "😂", "🎉", "😮", "🙏"];

export interface MessageSheetProps extends Partial<DialogsProps> {
  /** What it stands in. */
  frame?: ComponentType<DialogProps>;
}

/** All that can be done with one message. */
export function MessageSheet({ frame: Frame = Dialog }: MessageSheetProps) {
  const about = actedMessage();
  if (about === undefined) return <Frame title={t("Message deleted")}>{null}</Frame>;
  const { room, entry } = about;
  const { message } = entry;
  const isSaved = savedIn(room.id).has(entry.seq);
  // What is done with a message of the room is not done with a reply in a thread.
  const isReply = message.thread !== undefined;
  const given = new Set(message.reactions?.filter(isMine).map(({ emoji }) => emoji));

  function then(act: () => void): () => void {
    return () => {
      closeDialog();
      // The browser gives the focus back first.
      setTimeout(act);
    };
  }

  return (
    <Frame title={t("Message of {name}", { name: nameOf(message.author) })} class="sheet">
      <p class="sheet-text" dir="auto">{excerpt(message)}</p>
      <div class="quick-reactions" role="group" aria-label={t("React")}>
        {QUICK.map((emoji) => (
          <button
            key={emoji}
            type="button"
            class="bare"
            aria-label={t("React with {emoji}", { emoji })}
            aria-pressed={given.has(emoji)}
            onClick={then(() => toggle(room, entry, emoji))}
          >
            {emoji}
          </button>
        ))}
        <button
          type="button"
          class="bare"
          aria-label={t("Another emoji")}
          title={t("Another emoji")}
          onClick={() => openAbout("react", room, entry)}
        >
          <Icon name="smile" />
        </button>
      </div>
      <div class="sheet-acts">
        {!isReply && <Act icon="reply" label={t("Reply")} act={then(() => beginReply(room, entry))} />}
        {!isReply && (
          <Act
            icon="thread"
            label={t("Reply in thread")}
            act={then(() => openThread(room, entry))}
          />
        )}
        {!isReply && (
          <Act
            icon="unread"
            label={t("Mark as unread from here")}
            act={then(() => leaveUnread(room, entry))}
          />
        )}
        {!isReply && (
          <Act
            icon="link"
            label={t("Copy link")}
            act={then(() => copy(messageLink(room.id, entry.seq)))}
          />
        )}
        <Act icon="copy" label={t("Copy text")} act={then(() => copy(message.text))} />
        {!isReply && (
          <Act
            icon="pin"
            label={message.pinned ? t("Unpin") : t("Pin")}
            act={then(() => {
              const place = { room: room.id, message: entry.seq };
              pin(place, !message.pinned).catch((error) => say(faultOf(error)));
            })}
          />
        )}
        <Act icon="forward" label={t("Forward…")} act={() => openAbout("forward", room, entry)} />
        <Act
          icon="bookmark"
          label={isSaved ? t("Remove from saved") : t("Save for later")}
          act={then(() => {
            const place = { room: room.id, message: entry.seq };
            save(place, !isSaved).catch((error) => say(faultOf(error)));
          })}
        />
        {message.edited && (
          <Act
            icon="clock"
            label={t("Earlier texts")}
            act={() => openAbout("versions", room, entry)}
          />
        )}
        {entry.own && !message.forwarded && (
          <Act
            icon="edit"
            label={t("Edit")}
            act={then(() => isReply ? editedReply.value = entry.seq : beginEdit(room, entry))}
          />
        )}
        {(entry.own || keepsOrder(room)) && (
          <Act
            icon="trash"
            label={t("Delete…")}
            bad
            act={() => openAbout("delete", room, entry)}
          />
        )}
        {!entry.own && keepsOrder(room) && (
          <Act
            icon="lock"
            label={t("Remove, mute or ban…")}
            bad
            act={() => openModeration(room, message.author)}
          />
        )}
        {!entry.own && <OrderActs room={room} entry={entry} />}
      </div>
      {message.reactions && (
        <ul class="sheet-reactions" aria-label={t("Who reacted")}>
          {message.reactions.map((reaction) => (
            <li key={reaction.emoji}>
              <span class="emoji-mark">{reaction.emoji}</span>
              {whoGave(reaction)}
            </li>
          ))}
        </ul>
      )}
    </Frame>
  );
}

function Act({ icon, label, bad, act }: { icon: IconName; label: string; bad?: boolean; act: () => void }) {
  return (
    <button type="button" class={bad ? "quiet bad" : "quiet"} onClick={act}>
      <Icon name={icon} />
      {label}
    </button>
  );
}

/** Puts a text on the clipboard, and says so. */
async function copy(text: string): Promise<void> {
  say(await copyText(text) ? t("Copied") : t("This browser does not let pages copy"));
}
