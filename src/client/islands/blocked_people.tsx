import { useSignal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { blocked } from "../state/blocked.ts";
import { unblock } from "../state/order.ts";
import { nameOf } from "../state/people.ts";
import { t } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { Avatar } from "./avatar.tsx";
import { Dialog } from "./dialog.tsx";

/** Whom the reader has blocked. */
export function BlockedPeople() {
  const fault = useSignal("");
  const all = blocked.value;

  function take(user: User): void {
    unblock(user).then(() => fault.value = "", (error) => fault.value = faultOf(error));
  }

  return (
    <Dialog title={t("Blocked people")} class="wide">
      <p class="lead">{t("Their messages are folded, and they cannot call you. They are not told.")}</p>
      <p class="fault" role="alert">{fault.value}</p>
      <ul class="directory" aria-label={t("Blocked people")} tabIndex={0}>
        {all.map((user) => (
          <li key={user.id}>
            <Avatar user={user} />
            <div class="directory-room">
              <p class="directory-name">
                <bdi>{nameOf(user)}</bdi>
              </p>
            </div>
            <button
              type="button"
              aria-label={t("Unblock {name}", { name: nameOf(user) })}
              onClick={() => take(user)}
            >
              {t("Unblock")}
            </button>
          </li>
        ))}
        {all.length === 0 && <li class="nothing">{t("You have blocked nobody.")}</li>}
      </ul>
    </Dialog>
  );
}
