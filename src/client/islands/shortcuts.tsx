import { commands } from "../commands/commands.ts";
import { keyName, t } from "../strings/t.ts";
import { Dialog } from "./dialog.tsx";
import { marks, shortcuts } from "./shortcut_list.ts";

/** The keys, for those who would rather not reach for the mouse, and all that can be typed. */
export function Shortcuts() {
  return (
    <Dialog title={t("Keyboard shortcuts")} class="wide">
      <div class="help" tabIndex={0} role="group" aria-label={t("Shortcuts and commands")}>
        <dl class="shortcuts">
          {shortcuts().map(({ keys, does }) => (
            <div key={does}>
              <dt>{keys.map((key) => <kbd key={key}>{keyName(key)}</kbd>)}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <h3>{t("Commands")}</h3>
        <dl class="shortcuts">
          {commands().map(({ name, argument, does }) => (
            <div key={name}>
              <dt>
                <code>/{name} {argument}</code>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <h3>{t("Text")}</h3>
        <dl class="shortcuts">
          {marks().map(({ written, does }) => (
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
