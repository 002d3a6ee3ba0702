import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Emoji } from "../../emoji/data.ts";
import { emojiAtHand, type EmojiData, loadEmoji } from "../../emoji/load.ts";
import { withTone } from "../../emoji/tones.ts";
import { recentEmoji } from "../../state/emoji.ts";
import { t } from "../../strings/t.ts";
import { Icon } from "../icon.tsx";
import { notLoaded } from "../lazy.tsx";
import { touch } from "../page.ts";
import { Grid } from "./grid.tsx";
import { Groups } from "./groups.tsx";
import { Tones } from "./tones.tsx";

export interface EmojiPickerProps {
  onPick: (emoji: string) => void;
}

const MAX_FOUND = 90;
const COLUMNS = 9;
const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};

/** All emoji in a grid, with a search and those used last. The table of them is fetched when it is first shown. */
export function EmojiPicker({ onPick }: EmojiPickerProps) {
  const data = useSignal(emojiAtHand());
  const failed = useSignal(false);
  useEffect(() => {
    // What is there already may lack the words of the language that is shown.
    loadEmoji().then((loaded) => data.value = loaded, () => failed.value = data.peek() === undefined);
  }, []);
  if (data.value !== undefined) return <Loaded data={data.value} onPick={onPick} />;
  return failed.value ? <p class="fault" role="alert">{notLoaded()}</p> : null;
}

/** A group at a time. The search has the focus, and its arrows move over the grid. */
function Loaded({ data, onPick }: EmojiPickerProps & { data: EmojiData }) {
  const wanted = useSignal("");
  const group = useSignal(recentEmoji.list.peek().length > 0 ? -1 : 0);
  const chosen = useSignal(0);
  const search = useRef<HTMLInputElement>(null);
  const found = useComputed(() =>
    wanted.value.trim() === "" ? emojiOfGroup(data, group.value) : data.findEmoji(wanted.value, MAX_FOUND)
  );
  useEffect(() => {
    if (!touch.peek()) search.current!.focus();
  }, []);
  const active = found.value[chosen.value];

  function pick(one: Emoji): void {
    recentEmoji.use(one.emoji);
    onPick(one.tones ? withTone(one.emoji, recentEmoji.tone.peek()) : one.emoji);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = stepOf(event.key);
    if (step !== undefined) {
      const next = chosen.peek() + step;
      if (next >= 0 && next < found.peek().length) chosen.value = next;
    } else if (event.key === "Enter") {
      const one = found.peek()[chosen.peek()];
      if (one !== undefined) pick(one);
    } else return;
    event.preventDefault();
  }

  function show(next: number): void {
    group.value = next;
    wanted.value = "";
    chosen.value = 0;
  }

  return (
    <div class="emoji-picker">
      <div class="search">
        <Icon name="search" size={16} />
        <input
          type="text"
          role="combobox"
          aria-label={t("Find an emoji")}
          aria-expanded="true"
          aria-controls="emoji-grid"
          aria-activedescendant={active === undefined ? undefined : `emoji-${chosen.value}`}
          placeholder={t("Find an emoji")}
          autocomplete="off"
          ref={search}
          value={wanted.value}
          onKeyDown={onKeyDown}
          onInput={(event) => {
            wanted.value = event.currentTarget.value;
            chosen.value = 0;
          }}
        />
      </div>
      <Groups
        groups={data.GROUPS}
        shown={wanted.value.trim() === "" ? group.value : undefined}
        onShow={show}
      />
      <Grid emoji={found.value} chosen={chosen} onPick={pick} />
      <div class="emoji-foot">
        <span class="emoji-name">{active === undefined ? "" : `:${active.names[0]}:`}</span>
        <Tones />
      </div>
    </div>
  );
}

/** How far a key moves over the grid; undefined for other keys. */
function stepOf(key: string): number | undefined {
  const step = STEPS[key];
  return step !== undefined && Math.abs(step) === 1 && document.dir === "rtl" ? -step : step;
}

/** −1 is those used last. */
function emojiOfGroup({ GROUPS, emojiOf }: EmojiData, index: number): readonly Emoji[] {
  if (index >= 0) return GROUPS[index]!.emoji;
  return recentEmoji.list.peek().map(emojiOf).filter((one) => one !== undefined);
}
