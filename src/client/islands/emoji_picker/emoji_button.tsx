import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../../strings/t.ts";
import { Icon } from "../icon.tsx";
import { loadParts, parts } from "../message_parts.ts";

export interface EmojiButtonProps {
  onPick: (emoji: string) => void;
}

/** Opens the emoji picker above itself. */
export function EmojiButton({ onPick }: EmojiButtonProps) {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const more = parts.value;
  return (
    <>
      <button
        type="button"
        class="bare"
        aria-label={t("Emoji")}
        title={t("Emoji")}
        aria-expanded={open.value}
        ref={button}
        onClick={() => {
          open.value = !open.peek();
          loadParts().catch(() => {});
        }}
      >
        <Icon name="smile" />
      </button>
      {open.value && more && (
        <more.EmojiPopover
          anchor={() => button.current!}
          onPick={onPick}
          onClose={() => open.value = false}
        />
      )}
    </>
  );
}
