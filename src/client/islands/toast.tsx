import { signal } from "@preact/signals";

const SHOWN_FOR = 6_000;

const said = signal("");
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something in passing, such as that it did not work. */
export function say(text: string): void {
  said.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => said.value = "", SHOWN_FOR);
}

/** What was said last, for a few seconds. */
export function Toast() {
  return <div class="toast" role="alert">{said.value}</div>;
}
