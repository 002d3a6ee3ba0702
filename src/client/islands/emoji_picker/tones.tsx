import { TONES } from "../../emoji/tones.ts";
import { recentEmoji } from "../../state/emoji.ts";

const NAMES = ["No tone", "Light", "Medium light", "Medium", "Medium dark", "Dark"];

/** The tone of skin for all emoji that can have one. */
export function Tones() {
  return (
    <div class="emoji-tones" role="group" aria-label="Skin tone">
      {TONES.map((tone, index) => (
        <button
          key={tone}
          type="button"
          class="bare"
          aria-label={NAMES[index]}
          title={NAMES[index]}
          aria-pressed={recentEmoji.tone.value === tone}
          onClick={() => recentEmoji.chooseTone(tone)}
        >
          ✋{tone}
        </button>
      ))}
    </div>
  );
}
