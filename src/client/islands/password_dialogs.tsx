import { useSignal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { becomeOwner, changePassword, keepName } from "../account_api.ts";
import { nameOf } from "../state/people.ts";
import { session } from "../state/session.ts";
import { t, tx } from "../strings/t.ts";
import { arrival, endArrival } from "./arrival.ts";
import { Password } from "./credentials.tsx";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Form } from "./form.tsx";

interface PasswordDialogProps {
  user: User;
}

const cancel = () => <button type="button" onClick={closeDialog}>{t("Cancel")}</button>;

/** A guest keeps their name for good, by a password. */
export function KeepName({ user }: PasswordDialogProps) {
  const password = useSignal("");
  const fault = useSignal("");

  async function keep(): Promise<void> {
    await keepName(password.peek());
    closeDialog();
  }

  return (
    <Dialog title={t("Keep this name")}>
      <p class="lead">
        {tx(
          "With a password {name} is yours for good, and you can sign in on other devices. All you wrote and read stays as it is.",
          { name: <bdi>{nameOf(user)}</bdi> },
        )}
      </p>
      <Form action={t("Keep this name")} submit={keep} fault={fault} more={cancel()}>
        <Username user={user} />
        <Password id="new-password" label={t("Password")} isNew value={password} fault={fault} autofocus />
      </Form>
    </Dialog>
  );
}

export function ChangePassword({ user }: PasswordDialogProps) {
  const old = useSignal("");
  const password = useSignal("");
  const fault = useSignal("");

  async function change(): Promise<void> {
    await changePassword(old.peek(), password.peek());
    closeDialog();
  }

  return (
    <Dialog title={t("Change your password")}>
      <Form action={t("Change password")} submit={change} fault={fault} more={cancel()}>
        <Username user={user} />
        <Password
          id="old-password"
          label={t("Password until now")}
          isNew={false}
          value={old}
          fault={fault}
          autofocus
        />
        <Password id="new-password" label={t("New password")} isNew value={password} fault={fault} />
        <p class="small">{t("You will be signed out on all your other devices.")}</p>
      </Form>
    </Dialog>
  );
}

/** Somebody who is signed in followed an owner link. */
export function BecomeOwner({ user }: PasswordDialogProps) {
  const password = useSignal("");
  const fault = useSignal("");
  const state = session.value;
  const isGuest = state.status === "signed_in" && state.account?.password !== true;

  async function become(): Promise<void> {
    if (isGuest) await keepName(password.peek());
    await becomeOwner(arrival.peek()?.token ?? "");
    endArrival();
    closeDialog();
  }

  if (arrival.value?.kind !== "owner") return null;
  return (
    <Dialog title={t("Become the owner")}>
      <p class="lead">
        {tx("As the owner, {name} says who may come in.", { name: <bdi>{nameOf(user)}</bdi> })}
        {isGuest && ` ${t("For that you need a password, so that nobody else can be you.")}`}
      </p>
      <Form action={t("Become the owner")} submit={become} fault={fault} more={cancel()}>
        {isGuest && (
          <>
            <Username user={user} />
            <Password
              id="new-password"
              label={t("Password")}
              isNew
              value={password}
              fault={fault}
              autofocus
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** Tells password managers whose password it is. */
function Username({ user }: PasswordDialogProps) {
  return <input type="text" hidden readOnly autocomplete="username" value={nameOf(user)} />;
}
