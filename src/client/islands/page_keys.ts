import { loadParts, parts } from "./message_parts.ts";
import { dialog, focusComposer } from "./panels.ts";

type Parts = NonNullable<typeof parts.value>;

/** Listens until the returned function is called. */
export function listenToKeys(): () => void {
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

/** Whether a key goes to a field or a dialog. */
export function isWriting({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("input, textarea, dialog") !== null;
}

/**
 * Does what a key means by a script that comes after the first view. A key that is pressed before is kept from the
 * browser at once, and does its work when the script is there.
 */
export function sooner(event: KeyboardEvent, act: (more: Parts) => void): void {
  const more = parts.peek();
  if (more !== undefined) return act(more);
  if (event.key !== "Escape") event.preventDefault();
  loadParts().then(act, () => {});
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (meansSomething(event)) sooner(event, ({ onPageKey }) => onPageKey(event));
  else if (writes(event) && dialog.peek() === undefined && !isWriting(event)) focusComposer();
}

/** Whether onPageKey() does something by this key. */
function meansSomething(event: KeyboardEvent): boolean {
  const { key, shiftKey, altKey } = event;
  if (event.ctrlKey || event.metaKey) {
    return /^k$/i.test(key) || key === "/" || (shiftKey && /^f$/i.test(key));
  }
  if (altKey) return key === "ArrowUp" || key === "ArrowDown";
  return key === "Escape" || (key === "?" && !isWriting(event));
}

function writes({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
}
