import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Emoji } from "../../emoji/data.ts";
import { withTone } from "../../emoji/tones.ts";
import { recentEmoji } from "../../state/emoji.ts";
import { t } from "../../strings/t.ts";

export interface GridProps {
  emoji: readonly Emoji[];
  /** Index of the one that Enter picks. */
  chosen: Signal<number>;
  onPick: (emoji: Emoji) => void;
}

/** The emoji of a group, or what was found. */
export function Grid({ emoji, chosen, onPick }: GridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const tone = recentEmoji.tone.value;
  const index = chosen.value;
  useEffect(() => grid.current?.children[index]?.scrollIntoView({ block: "nearest" }), [index, emoji]);
  return (
    <>
      <div id="emoji-grid" class="emoji-grid" role="listbox" aria-label={t("Emoji")} ref={grid}>
        {emoji.map((one, place) => (
          <div
            key={one.emoji}
            id={`emoji-${place}`}
            role="option"
            aria-label={one.names[0]!.replaceAll("_", " ")}
            aria-selected={place === index}
            title={`:${one.names[0]}:`}
            onClick={() => onPick(one)}
            onPointerMove={() => chosen.value = place}
          >
            {one.tones ? withTone(one.emoji, tone) : one.emoji}
          </div>
        ))}
      </div>
      {emoji.length === 0 && <p class="nothing">{t("No such emoji.")}</p>}
    </>
  );
}
