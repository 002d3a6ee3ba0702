import { useSignal } from "@preact/signals";
import type { User } from "../../../protocol/models.ts";
import { ban } from "../../admin_api.ts";
import { t } from "../../strings/t.ts";
import { faultOf } from "./pages.ts";

export interface BanFormProps {
  user: User;
  done: () => void;
}

const HOUR = 3_600;
const times = (): [seconds: string, label: string][] => [
  [String(HOUR), t("For an hour")],
  [String(24 * HOUR), t("For a day")],
  [String(7 * 24 * HOUR), t("For a week")],
  [String(30 * 24 * HOUR), t("For 30 days")],
  ["", t("For good")],
];

/** For how long somebody may not come, and why. */
export function BanForm({ user, done }: BanFormProps) {
  const seconds = useSignal(String(24 * HOUR));
  const reason = useSignal("");
  const network = useSignal(false);
  const fault = useSignal("");

  async function send(): Promise<void> {
    const asked = {
      seconds: seconds.peek() === "" ? undefined : Number(seconds.peek()),
      reason: reason.peek().trim(),
      network: network.peek(),
    };
    fault.value = await ban(user, asked).then(() => "", faultOf);
    if (fault.peek() === "") done();
  }

  return (
    <form
      class="form admin-ban"
      aria-label={t("Ban {name}", { name: user.name })}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label for={`ban-time-${user.id}`}>{t("How long")}</label>
      <select
        id={`ban-time-${user.id}`}
        value={seconds.value}
        onChange={(event) => seconds.value = event.currentTarget.value}
      >
        {times().map(([value, label]) => <option key={value} value={value}>{label}</option>)}
      </select>
      <label for={`ban-reason-${user.id}`}>{t("Why (they are told)")}</label>
      <input
        id={`ban-reason-${user.id}`}
        type="text"
        dir="auto"
        autocomplete="off"
        maxLength={200}
        value={reason.value}
        onInput={(event) => reason.value = event.currentTarget.value}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={network.value}
          onChange={(event) => network.value = event.currentTarget.checked}
        />
        {t("Also everyone from where they are connected, for at most 30 days")}
      </label>
      <p class="fault" role="alert">{fault.value}</p>
      <div class="actions">
        <button type="submit" class="danger">{t("Ban {name}", { name: user.name })}</button>
      </div>
    </form>
  );
}
