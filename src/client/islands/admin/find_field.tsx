import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { Icon } from "../icon.tsx";

export interface FindFieldProps {
  label: string;
  /** What is looked for; follows the field when its typing rests. */
  query: Signal<string>;
}

const WAIT = 250;

/** A field that narrows a list down. */
export function FindField({ label, query }: FindFieldProps) {
  const typed = useSignal(query.peek());
  useSignalEffect(() => {
    const now = typed.value.trim();
    const timer = setTimeout(() => query.value = now, WAIT);
    return () => clearTimeout(timer);
  });
  return (
    <div class="search">
      <Icon name="search" size={16} />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        value={typed.value}
        onInput={(event) => typed.value = event.currentTarget.value}
      />
    </div>
  );
}
