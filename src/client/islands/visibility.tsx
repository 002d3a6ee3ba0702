import type { Signal } from "@preact/signals";
import { t } from "../strings/t.ts";

const kinds = () =>
  [
    ["public", t("Public"), t("Everyone on this server can find and join it.")],
    ["private", t("Private"), t("Only those who are brought in see it.")],
  ] as const;

/** Who may see a room. */
export function Visibility({ value }: { value: Signal<"public" | "private"> }) {
  return (
    <fieldset class="choices explained">
      <legend>{t("Who sees it")}</legend>
      {kinds().map(([kind, label, says]) => (
        <label key={kind}>
          <input
            type="radio"
            name="visibility"
            value={kind}
            checked={value.value === kind}
            onChange={() => value.value = kind}
          />
          <span>
            {label} <small>{says}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
