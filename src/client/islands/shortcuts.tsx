import { COMMANDS } from "../commands/commands.ts";
import { Dialog } from "./dialog.tsx";
import { MARKS, SHORTCUTS } from "./shortcut_list.ts";

/** The keys, for those who would rather not reach for the mouse, and all that can be typed. */
export function Shortcuts() {
  return (
    <Dialog title="Keyboard shortcuts" class="wide">
      <div class="help" tabIndex={0} role="group" aria-label="Shortcuts and commands">
        <dl class="shortcuts">
          {SHORTCUTS.map(({ keys, does }) => (
            <div key={does}>
              <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <h3>Commands</h3>
        <dl class="shortcuts">
          {COMMANDS.map(({ name, argument, does }) => (
            <div key={name}>
              <dt>
                <code>/{name} {argument}</code>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <h3>Text</h3>
        <dl class="shortcuts">
          {MARKS.map(({ written, does }) => (
            <div key={does}>
              <dt>
                <code>{written}</code>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
