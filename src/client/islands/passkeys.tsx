import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Passkey } from "../../protocol/models.ts";
import { addPasskey, listPasskeys, passkeysWork, removePasskey, renamePasskey } from "../passkeys.ts";
import { dayName } from "../format/times.ts";
import { t } from "../strings/t.ts";
import { Password } from "./credentials.tsx";
import { Dialog } from "./dialog.tsx";
import { Field, Form } from "./form.tsx";
import { ownAccount } from "./own.ts";
import { today } from "./page.ts";
import { dialog } from "./panels.ts";

/** The keys by which the person signs in without a password: look, name, remove, add. */
export function Passkeys() {
  const all = useSignal<Passkey[] | undefined>(undefined);
  const fault = useSignal("");
  const named = useSignal<string | undefined>(undefined);
  useEffect(() => void load(), []);

  function load(): Promise<void> {
    named.value = undefined;
    fault.value = "";
    return listPasskeys().then((found) => void (all.value = found), fail);
  }

  function fail(error: Error): void {
    fault.value = error.message;
  }

  return (
    <Dialog title={t("Passkeys")} class="wide">
      <p class="lead">
        {t(
          "You sign in by the lock of your device: a finger, your face, a PIN. There is nothing to guess or to steal.",
        )}
      </p>
      <p class="fault" role="alert">{fault.value}</p>
      <ul class="directory" aria-label={t("Passkeys")} tabIndex={0}>
        {all.value?.map((one) =>
          one.id === named.value
            ? (
              <li key={one.id}>
                <Naming passkey={one} done={load} />
              </li>
            )
            : (
              <li key={one.id}>
                <div class="directory-room">
                  <p class="directory-name">
                    <bdi>{one.name}</bdi>
                  </p>
                  <p class="directory-topic">{describe(one)}</p>
                </div>
                <button
                  type="button"
                  aria-label={t("Rename {name}", { name: one.name })}
                  onClick={() => named.value = one.id}
                >
                  {t("Rename")}
                </button>
                <button
                  type="button"
                  aria-label={t("Remove {name}", { name: one.name })}
                  onClick={() => removePasskey(one.id).then(load, fail)}
                >
                  {t("Remove")}
                </button>
              </li>
            )
        )}
        {all.value?.length === 0 && <li class="nothing">{t("You have no passkey yet")}</li>}
        {all.value === undefined && fault.value === "" && (
          <li class="nothing">
            <span class="spinner" role="img" aria-label={t("Loading")} />
          </li>
        )}
      </ul>
      {all.value?.length === 1 && ownAccount()?.password !== true && (
        <p class="small">
          {t("This is your only way to sign in: it stays until there is another one.")}{" "}
          <button type="button" class="link" onClick={() => dialog.value = "keep_name"}>
            {t("Set a password")}
          </button>
        </p>
      )}
      <p class="small">
        {t("Who is signed in stays so when a passkey is removed:")}{" "}
        <button type="button" class="link" onClick={() => dialog.value = "devices"}>
          {t("Your devices")}
        </button>
      </p>
      {passkeysWork() ? <Adding done={load} /> : (
        <p class="small">
          {t("Passkeys are made over HTTPS, or at localhost; this page is open by another address.")}
        </p>
      )}
    </Dialog>
  );
}

interface AddingProps {
  done: () => Promise<void>;
}

function Adding({ done }: AddingProps) {
  const password = useSignal("");
  const fault = useSignal("");
  const hasPassword = ownAccount()?.password === true;

  async function add(): Promise<void> {
    await addPasskey(hasPassword ? password.peek() : undefined);
    password.value = "";
    await done();
  }

  return (
    <Form action={t("Add a passkey")} submit={add} fault={fault}>
      {hasPassword && (
        <Password id="own-password" label={t("Your password")} isNew={false} value={password} fault={fault} />
      )}
    </Form>
  );
}

interface NamingProps {
  passkey: Passkey;
  done: () => Promise<void>;
}

function Naming({ passkey, done }: NamingProps) {
  const name = useSignal(passkey.name);
  const fault = useSignal("");

  async function rename(): Promise<void> {
    await renamePasskey(passkey.id, name.peek());
    await done();
  }

  return (
    <Form
      action={t("Save")}
      submit={rename}
      fault={fault}
      more={<button type="button" onClick={done}>{t("Cancel")}</button>}
    >
      <Field
        id="passkey-name"
        label={t("Name of this passkey")}
        value={name}
        autocomplete="off"
        fault={fault}
        autofocus
      />
    </Form>
  );
}

function describe({ site, synced, madeAt, usedAt }: Passkey): string {
  const day = (time: string) => dayName(Date.parse(time), today.value);
  const parts = [
    ...site === location.hostname ? [] : [t("for {site}", { site })],
    t("made: {day}", { day: day(madeAt) }),
    usedAt === undefined ? t("not used yet") : t("last used: {day}", { day: day(usedAt) }),
    ...synced ? [t("on your other devices, too")] : [],
  ];
  return parts.join(" · ");
}
