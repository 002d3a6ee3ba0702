import type { Signal } from "@preact/signals";

const KINDS = [
  ["public", "Public", "Everyone on this server can find and join it."],
  ["private", "Private", "Only those who are brought in see it."],
] as const;

/** Who may see a room. */
export function Visibility({ value }: { value: Signal<"public" | "private"> }) {
  return (
    <fieldset class="choices explained">
      <legend>Who sees it</legend>
      {KINDS.map(([kind, label, says]) => (
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
