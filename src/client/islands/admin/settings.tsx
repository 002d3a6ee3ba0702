import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { AccessMode, ShownSetting } from "../../../protocol/models.ts";
import { getSettings, setAccess, type Settings as All } from "../../admin_api.ts";
import { loadSettingWords, type SettingWords, translateSetting } from "../../strings/setting_words.ts";
import { locale, t } from "../../strings/t.ts";
import { ownAccount } from "../own.ts";
import { faultOf } from "./pages.ts";

const modes = (): Record<AccessMode, { label: string; about: string }> => ({
  open: { label: t("Open to all"), about: t("Whoever can open this page comes in by a name.") },
  accounts: { label: t("Accounts only"), about: t("Whoever can open this page comes in, with a password.") },
  invited: { label: t("Invitation only"), about: t("New people need a link from you.") },
});
const sources = (): Record<ShownSetting["source"], string> => ({
  default: t("default"),
  environment: t("from the environment"),
  page: t("changed here"),
});

/** How the server is set, where each value comes from, and what can be changed while it runs. */
export function Settings() {
  const all = useSignal<All | undefined>(undefined);
  const fault = useSignal("");
  const words = useSignal<SettingWords | undefined>(undefined);
  useEffect(() => void take(getSettings()), []);

  useSignalEffect(() => {
    let current = true;
    // Without them the settings are said as the server says them.
    Promise.resolve(loadSettingWords(locale.value)).then((loaded) => {
      if (current) words.value = loaded;
    }, () => {});
    return () => current = false;
  });

  async function take(answer: Promise<All>): Promise<void> {
    try {
      all.value = await answer;
      fault.value = "";
    } catch (error) {
      fault.value = faultOf(error);
      // What was chosen is not so.
      all.value = all.peek() && { ...all.peek()! };
    }
  }

  return (
    <>
      <p class="fault" role="alert">{fault.value}</p>
      {all.value && <Access all={all.value} choose={(access) => take(setAccess(access))} />}
      <h3>{t("All settings")}</h3>
      <p class="small">
        {t(
          "These are said by environment variables where the server is started, and are the same until its next start.",
        )}
      </p>
      <ul class="admin-list" aria-label={t("All settings")}>
        {all.value?.settings.map((setting) => (
          <Setting key={setting.name} setting={setting} words={words.value} />
        ))}
      </ul>
    </>
  );
}

function Access({ all, choose }: { all: All; choose: (mode: AccessMode) => void }) {
  const mayChange = !all.fixed && ownAccount()?.role === "owner";
  return (
    <>
      <fieldset class="choices" disabled={!mayChange}>
        <legend>{t("Who may come in")}</legend>
        {(Object.keys(modes()) as AccessMode[]).map((mode) => (
          <label key={mode}>
            <input
              type="radio"
              name="access"
              value={mode}
              checked={all.access === mode}
              onChange={() => choose(mode)}
            />
            <span>
              {modes()[mode].label}
              <small>{modes()[mode].about}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {all.fixed && <p class="small">{t("This was set where the server was started (ACCESS).")}</p>}
      {!all.fixed && !mayChange && <p class="small">{t("Only the owner changes this.")}</p>}
      <p class="small">{t("Who is in stays in.")}</p>
    </>
  );
}

function Setting({ setting, words }: { setting: ShownSetting; words: SettingWords | undefined }) {
  const told = words && translateSetting(setting, words);
  const { name, about, allowed, unit, value, fallback, source, secret } = told ?? setting;
  const language = told?.known ? {} : { lang: "en", dir: "ltr" } as const;
  return (
    <li>
      <div class="admin-who">
        <p class="setting-name">
          <code>{name}</code>
          <span class={source === "default" ? "chip" : "chip staff"}>{sources()[source]}</span>
        </p>
        <p class="setting-value">
          {secret
            ? t("Secret: not shown")
            : value === ""
            ? t("none")
            : <bdi dir="ltr">{unit === undefined ? value : `${value} ${unit}`}</bdi>}
        </p>
        <p class="small" {...language}>{withCode(about)}</p>
        {!secret && (
          <p class="small" {...language}>
            {t("Default: {value}. Allowed: ", { value: fallback === "" ? t("none") : fallback! })}
            {withCode(allowed)}
          </p>
        )}
      </div>
    </li>
  );
}

/** What stands between backticks is code. */
function withCode(text: string) {
  return text.split("`").map((part, index) => index % 2 === 1 ? <code key={index}>{part}</code> : part);
}
