import { useSignal } from "@preact/signals";
import { resetPassword } from "../account_api.ts";
import type { SignedIn } from "../api.ts";
import { t } from "../strings/t.ts";
import { arrival, endArrival } from "./arrival.ts";
import { Password } from "./credentials.tsx";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Form } from "./form.tsx";

export interface ResetFormProps {
  done: (answer: SignedIn) => void;
}

/** Asks for a new password in the place of one that was forgotten; by the link that the reader followed. */
export function ResetForm({ done }: ResetFormProps) {
  const password = useSignal("");
  const fault = useSignal("");

  async function set(): Promise<void> {
    const answer = await resetPassword(arrival.peek()?.token ?? "", password.peek());
    endArrival();
    closeDialog();
    done(answer);
  }

  return (
    <Form action={t("Set the password")} submit={set} fault={fault}>
      <Password id="new-password" label={t("New password")} isNew value={password} fault={fault} autofocus />
    </Form>
  );
}

/** Somebody who is signed in, maybe as another person, followed such a link. */
export function ResetPassword() {
  if (arrival.value?.kind !== "reset") return null;

  function done(): void {
    // Who is signed in by now may be another person.
    location.reload();
  }

  return (
    <Dialog title={t("Set a new password")}>
      <p class="lead">{t("You are signed in by it here, and signed out everywhere else.")}</p>
      <ResetForm done={done} />
    </Dialog>
  );
}
