import { Dialog } from "./dialog.tsx";
import { SHORTCUTS } from "./keyboard.ts";

/** The keys, for those who would rather not reach for the mouse. */
export function Shortcuts() {
  return (
    <Dialog title="Keyboard shortcuts" class="wide">
      <dl class="shortcuts">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={does}>
            <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
