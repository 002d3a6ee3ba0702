import { TONES } from "../../emoji/tones.ts";
import { recentEmoji } from "../../state/emoji.ts";
import { t } from "../../strings/t.ts";

const names = () => [
  t("No tone"),
  t("Light"),
  t("Medium light"),
  t("Medium"),
  t("Medium dark"),
  t("Dark"),
];

/** The tone of skin for all emoji that can have one. */
export function Tones() {
  return (
    <div class="emoji-tones" role="group" aria-label={t("Skin tone")}>
      {TONES.map((tone, index) => (
        <button
          key={tone}
          type="button"
          class="bare"
          aria-label={names()[index]}
          title={names()[index]}
          aria-pressed={recentEmoji.tone.value === tone}
          onClick={() => recentEmoji.chooseTone(tone)}
        >
          ✋{tone}
        </button>
      ))}
    </div>
  );
}
