import type { Signal } from "@preact/signals";
import { Dialog } from "../dialog.tsx";
import { Icon, type IconName } from "../icon.tsx";
import {
  motion,
  MOTIONS,
  TEXT_SIZES,
  type TextSize,
  textSize,
  type Theme,
  theme,
  THEMES,
} from "./appearance.ts";

const LOOKS: Record<Theme, { icon: IconName; label: string }> = {
  system: { icon: "monitor", label: "System" },
  light: { icon: "sun", label: "Light" },
  dark: { icon: "moon", label: "Dark" },
  contrast: { icon: "contrast", label: "High contrast" },
};
const SIZES: Record<TextSize, string> = { small: "Small", medium: "Medium", large: "Large" };

/** How the page looks in this browser. Each choice shows at once. */
export function Appearance() {
  return (
    <Dialog title="Appearance">
      <div class="appearance">
        <Choices
          legend="Theme"
          name="theme"
          choice={theme}
          choices={THEMES.map((value) => ({ value, ...LOOKS[value] }))}
        />
        <Choices
          legend="Text size"
          name="text"
          choice={textSize}
          choices={TEXT_SIZES.map((value) => ({ value, label: SIZES[value] }))}
        />
        <Choices
          legend="Motion"
          name="motion"
          choice={motion}
          choices={MOTIONS.map((value) => ({ value, label: value === "system" ? "System" : "Less" }))}
        />
        <p class="small">Kept in this browser. High contrast is light or dark, as your device is.</p>
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
