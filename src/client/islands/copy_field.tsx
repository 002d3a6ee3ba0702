import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../strings/t.ts";

export interface CopyFieldProps {
  label: string;
  value: string;
}

/** A text to take away: to copy by a button, or by hand where the browser lets no page copy. */
export function CopyField({ label, value }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const copied = useSignal(false);

  async function copy(): Promise<void> {
    field.current!.select();
    try {
      // Only pages that came by HTTPS, or from this machine, have a clipboard.
      await navigator.clipboard.writeText(value);
      copied.value = true;
    } catch {
      copied.value = document.execCommand("copy");
    }
  }

  return (
    <div class="copy">
      <input
        type="text"
        ref={field}
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" onClick={copy}>{copied.value ? t("Copied") : t("Copy")}</button>
    </div>
  );
}
