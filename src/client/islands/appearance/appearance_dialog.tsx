import type { Signal } from "@preact/signals";
import { LANGUAGE_TAGS, LANGUAGES } from "../../strings/languages.ts";
import { t } from "../../strings/t.ts";
import { Dialog } from "../dialog.tsx";
import { Icon, type IconName } from "../icon.tsx";
import {
  language,
  motion,
  MOTIONS,
  TEXT_SIZES,
  type TextSize,
  textSize,
  type Theme,
  theme,
  THEMES,
} from "./appearance.ts";

const looks = (): Record<Theme, { icon: IconName; label: string }> => ({
  system: { icon: "monitor", label: t("System") },
  light: { icon: "sun", label: t("Light") },
  dark: { icon: "moon", label: t("Dark") },
  contrast: { icon: "contrast", label: t("High contrast") },
});
const sizes = (): Record<TextSize, string> => ({
  small: t("Small"),
  medium: t("Medium"),
  large: t("Large"),
});

/** How the page looks in this browser. Each choice shows at once. */
export function Appearance() {
  return (
    <Dialog title={t("Appearance")}>
      <div class="appearance">
        <Choices
          legend={t("Theme")}
          name="theme"
          choice={theme}
          choices={THEMES.map((value) => ({ value, ...looks()[value] }))}
        />
        <Choices
          legend={t("Text size")}
          name="text"
          choice={textSize}
          choices={TEXT_SIZES.map((value) => ({ value, label: sizes()[value] }))}
        />
        <Choices
          legend={t("Motion")}
          name="motion"
          choice={motion}
          choices={MOTIONS.map((value) => ({ value, label: value === "system" ? t("System") : t("Less") }))}
        />
        <Choices
          legend={t("Language")}
          name="language"
          choice={language}
          choices={[
            { value: "system", label: t("System") },
            ...LANGUAGE_TAGS.map((tag) => ({ value: tag, label: LANGUAGES[tag].name })),
          ]}
        />
        <p class="small">{t("Kept in this browser. High contrast is light or dark, as your device is.")}</p>
      </div>
    </Dialog>
  );
}

interface ChoicesProps<Value extends string> {
  legend: string;
  name: string;
  choice: Signal<Value>;
  choices: readonly { value: Value; label: string; icon?: IconName }[];
}

function Choices<Value extends string>({ legend, name, choice, choices }: ChoicesProps<Value>) {
  return (
    <fieldset class="looks">
      <legend>{legend}</legend>
      {choices.map(({ value, label, icon }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={choice.value === value}
            onChange={() => choice.value = value}
          />
          {icon !== undefined && <Icon name={icon} size={16} />}
          {label}
        </label>
      ))}
    </fieldset>
  );
}
