import { useSignal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { becomeOwner, changePassword, keepName } from "../account_api.ts";
import { addPasskey, passkeysWork } from "../passkeys.ts";
import { nameOf } from "../state/people.ts";
import { t, tx } from "../strings/t.ts";
import { arrival, endArrival } from "./arrival.ts";
import { Password } from "./credentials.tsx";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Form } from "./form.tsx";
import { isGuest, ownAccount } from "./own.ts";

interface PasswordDialogProps {
  user: User;
}

const cancel = () => <button type="button" onClick={closeDialog}>{t("Cancel")}</button>;

/** A guest keeps their name for good, by a password. */
export function KeepName({ user }: PasswordDialogProps) {
  const password = useSignal("");
  const fault = useSignal("");

  const byPasskey = useSignal("");

  async function keep(): Promise<void> {
    await keepName(password.peek());
    closeDialog();
  }

  async function keepByPasskey(): Promise<void> {
    await addPasskey();
    closeDialog();
  }

  if (!isGuest(ownAccount())) return <SetPassword user={user} />;
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
      {passkeysWork() && (
        <section class="invitations" aria-label={t("Without a password")}>
          <p class="small">
            {t(
              "Or without a password: you then sign in by the lock of your device, a finger, your face or a PIN.",
            )}
          </p>
          <Form action={t("Keep it with a passkey")} submit={keepByPasskey} fault={byPasskey}>
            {undefined}
          </Form>
        </section>
      )}
    </Dialog>
  );
}

/** Somebody who keeps their name by a passkey gets a password, too. */
function SetPassword({ user }: PasswordDialogProps) {
  const password = useSignal("");
  const fault = useSignal("");

  async function set(): Promise<void> {
    await keepName(password.peek());
    closeDialog();
  }

  return (
    <Dialog title={t("Set a password")}>
      <p class="lead">{t("With it you sign in where your passkeys are not at hand.")}</p>
      <Form action={t("Set the password")} submit={set} fault={fault} more={cancel()}>
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
  const needsPassword = isGuest(ownAccount());

  async function become(): Promise<void> {
    if (needsPassword) await keepName(password.peek());
    await becomeOwner(arrival.peek()?.token ?? "");
    endArrival();
    closeDialog();
  }

  if (arrival.value?.kind !== "owner") return null;
  return (
    <Dialog title={t("Become the owner")}>
      <p class="lead">
        {tx("As the owner, {name} says who may come in.", { name: <bdi>{nameOf(user)}</bdi> })}
        {needsPassword && ` ${t("For that you need a password, so that nobody else can be you.")}`}
      </p>
      <Form action={t("Become the owner")} submit={become} fault={fault} more={cancel()}>
        {needsPassword && (
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
