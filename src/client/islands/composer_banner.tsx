import { nameOf } from "../state/people.ts";
import { quotesOf } from "../state/quotes.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t, tx } from "../strings/t.ts";
import { type Composing, composing } from "./composing.ts";
import { Icon } from "./icon.tsx";
import { focusComposer } from "./panels.ts";
import { excerpt } from "./quote.tsx";
import { isFolded } from "./unfolded.ts";

export interface ComposerBannerProps {
  room: RoomModel;
  mode: Composing;
}

/** Says above the message box that what is written there edits or answers a message. */
export function ComposerBanner({ room, mode }: ComposerBannerProps) {
  const message = quotesOf(room).get(mode.seq).value;
  const known = typeof message === "object" ? message : undefined;
  return (
    <div class="composer-banner">
      <Icon name={mode.kind} size={16} />
      <span class="banner-text">
        {mode.kind === "edit"
          ? t("Editing your message")
          : tx("Replying to {name}", { name: <bdi>{known && nameOf(known.author)}</bdi> })}
        {known && !isFolded(room, { seq: mode.seq, message: known }) && (
          <span class="quote-text" dir="auto">{excerpt(known)}</span>
        )}
      </span>
      <button
        type="button"
        class="bare"
        aria-label={mode.kind === "edit" ? t("Cancel the edit") : t("Cancel the reply")}
        title={t("Cancel (Esc)")}
        onClick={() => {
          composing.value = undefined;
          focusComposer();
        }}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
