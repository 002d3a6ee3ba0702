import { useEffect, useRef } from "preact/hooks";
import { t } from "../../strings/t.ts";
import { lazy } from "../lazy.tsx";
import type { EmojiPickerProps } from "./emoji_picker.tsx";

export interface EmojiPopoverProps extends EmojiPickerProps {
  /** What it stands next to. */
  anchor: () => Element;
  /** It has closed: by a pick, by Esc, or by a click elsewhere. */
  onClose: () => void;
}

const GAP = 8;

const EmojiPicker = lazy<EmojiPickerProps>(async () => (await import("../later.ts")).EmojiPicker);

/** The emoji picker over the page: above its anchor, or below it where there is more room; on a narrow page at its end. */
export function EmojiPopover({ anchor, onPick, onClose }: EmojiPopoverProps) {
  const popover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const shown = popover.current!;
    const { top, bottom, left, right } = anchor().getBoundingClientRect();
    const fromEnd = document.dir === "rtl" ? left : innerWidth - right;
    const above = top > innerHeight - bottom;
    shown.style.setProperty("--from-end", `${Math.max(GAP, fromEnd)}px`);
    shown.style.setProperty("--from-edge", `${(above ? innerHeight - top : bottom) + GAP}px`);
    shown.dataset.above = String(above);
    shown.showPopover();
  }, []);
  return (
    <div
      ref={popover}
      class="emoji-popover"
      popover="auto"
      role="dialog"
      aria-label={t("Emoji")}
      onToggle={(event) => event.newState === "closed" && onClose()}
    >
      <EmojiPicker
        onPick={(emoji) => {
          onPick(emoji);
          popover.current?.hidePopover();
        }}
      />
    </div>
  );
}
