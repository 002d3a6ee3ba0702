import { useSignal } from "@preact/signals";
import { count } from "../format/names.ts";
import { rooms } from "../state/rooms.ts";
import { signOut } from "../state/session.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { dialog } from "./panels.ts";
import { forgetAddress } from "./route.ts";

/** Signs out at once, or asks first where messages would be lost or it did not work. */
export function leave(): void {
  if (unsent() > 0) dialog.value = "sign_out";
  else signOut().then(forgetAddress, () => dialog.value = "sign_out");
}

/** Asks whether to sign out, and says what it costs. */
export function SignOut() {
  const fault = useSignal("");
  const waiting = unsent();

  function go(): void {
    signOut().then(() => {
      closeDialog();
      forgetAddress();
    }, () => fault.value = "The server cannot be reached. Try again when you are back online");
  }

  return (
    <Dialog title="Log out?">
      {waiting > 0
        ? <p>{count(waiting, "message")} not sent yet: logging out discards what was not sent.</p>
        : <p>That did not work: the server could not be reached.</p>}
      <p class="fault" role="alert">{fault.value}</p>
      <div class="actions">
        <button type="button" onClick={closeDialog}>Stay</button>
        <button type="button" class="primary" onClick={go}>Log out</button>
      </div>
    </Dialog>
  );
}

/** How many messages wait to be sent. */
function unsent(): number {
  return rooms.value.reduce((sum, { timeline }) => {
    return sum + timeline.entries.value.filter((entry) => entry.kind === "pending").length;
  }, 0);
}
