import { useSignal } from "@preact/signals";
import { signOut } from "../state/session.ts";
import { t, tn } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { unsent } from "./leave.ts";
import { forgetAddress } from "./route.ts";

/** Asks whether to sign out, and says what it costs. */
export function SignOut() {
  const fault = useSignal("");
  const waiting = unsent();

  function go(): void {
    signOut().then(() => {
      closeDialog();
      forgetAddress();
    }, () => fault.value = t("The server cannot be reached. Try again when you are back online"));
  }

  return (
    <Dialog title={t("Log out?")}>
      {waiting > 0
        ? (
          <p>
            {tn(
              waiting,
              "{n} message not sent yet: logging out discards what was not sent.",
              "{n} messages not sent yet: logging out discards what was not sent.",
            )}
          </p>
        )
        : <p>{t("That did not work: the server could not be reached.")}</p>}
      <p class="fault" role="alert">{fault.value}</p>
      <div class="actions">
        <button type="button" onClick={closeDialog}>{t("Stay")}</button>
        <button type="button" class="primary" onClick={go}>{t("Log out")}</button>
      </div>
    </Dialog>
  );
}
