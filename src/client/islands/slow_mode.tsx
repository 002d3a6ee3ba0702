import type { Signal } from "@preact/signals";
import { t } from "../strings/t.ts";

/** How long members wait between two messages. */
export function SlowMode({ value }: { value: Signal<number> }) {
  const steps: [number, string][] = [
    [0, t("Off")],
    [5, t("5 seconds")],
    [10, t("10 seconds")],
    [30, t("30 seconds")],
    [60, t("1 minute")],
    [300, t("5 minutes")],
    [900, t("15 minutes")],
    [3_600, t("1 hour")],
  ];
  const known = steps.some(([seconds]) => seconds === value.value);
  return (
    <>
      <label for="settings-slow">{t("Slow mode: between two messages of a member")}</label>
      <select
        id="settings-slow"
        value={value.value}
        onChange={(event) => value.value = Number(event.currentTarget.value)}
      >
        {steps.map(([seconds, label]) => (
          <option key={seconds} value={seconds} selected={seconds === value.value}>{label}</option>
        ))}
        {!known && <option value={value.value} selected>{t("{n} seconds", { n: value.value })}</option>}
      </select>
    </>
  );
}
