import { t } from "../strings/t.ts";
import { actedMessage, toggle } from "./acts.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { EmojiPicker } from "./emoji_picker/emoji_picker.tsx";

/** Gives a message any emoji. */
export function AddReaction() {
  const about = actedMessage();
  return (
    <Dialog title={t("Add a reaction")} class="picker">
      <EmojiPicker
        onPick={(emoji) => {
          if (about !== undefined) toggle(about.room, about.entry, emoji);
          closeDialog();
        }}
      />
    </Dialog>
  );
}
