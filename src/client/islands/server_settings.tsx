import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { AccessMode, Invitation } from "../../protocol/models.ts";
import { endInvitation, getSettings, listInvitations, makeInvitation, setAccess } from "../account_api.ts";
import { asPartOfSentence, dayName } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import { t, tx } from "../strings/t.ts";
import { CopyField } from "./copy_field.tsx";
import { Dialog } from "./dialog.tsx";
import { Field, Form } from "./form.tsx";
import { today } from "./page.ts";

const modes = (): Record<AccessMode, { label: string; about: string }> => ({
  open: { label: t("Open to all"), about: t("Whoever can open this page comes in by a name.") },
  accounts: { label: t("Accounts only"), about: t("Whoever can open this page comes in, with a password.") },
  invited: { label: t("Invitation only"), about: t("New people need a link from you.") },
});

/** What the owner sets: who may come in, and invitations. */
export function ServerSettings() {
  const access = useSignal<AccessMode | undefined>(undefined);
  const fixed = useSignal(false);
  const fault = useSignal("");
  const fail = (error: Error) => void (fault.value = error.message);
  useEffect(() => {
    getSettings().then((settings) => {
      access.value = settings.access;
      fixed.value = settings.fixed;
    }, fail);
  }, []);

  function choose(mode: AccessMode): void {
    const before = access.peek();
    access.value = mode;
    setAccess(mode).catch((error: Error) => {
      access.value = before;
      fail(error);
    });
  }

  return (
    <Dialog title={t("Server settings")} class="wide">
      <div class="settings" tabIndex={0} role="group" aria-label={t("Settings")}>
        <fieldset class="choices" disabled={fixed.value || access.value === undefined}>
          <legend>{t("Who may come in")}</legend>
          {(Object.keys(modes()) as AccessMode[]).map((mode) => (
            <label key={mode}>
              <input
                type="radio"
                name="access"
                value={mode}
                checked={access.value === mode}
                onChange={() => choose(mode)}
              />
              <span>
                {modes()[mode].label}
                <small>{modes()[mode].about}</small>
              </span>
            </label>
          ))}
        </fieldset>
        {fixed.value && <p class="small">{t("This was set where the server was started (ACCESS).")}</p>}
        <p class="small">{t("Who is in stays in.")}</p>
        <p class="fault" role="alert">{fault.value}</p>
        <Invitations />
      </div>
    </Dialog>
  );
}

function Invitations() {
  const all = useSignal<Invitation[]>([]);
  const link = useSignal("");
  const uses = useSignal("1");
  const days = useSignal("7");
  const fault = useSignal("");
  useEffect(() => load(), []);

  function load(): void {
    listInvitations().then((found) => all.value = found, (error: Error) => fault.value = error.message);
  }

  async function make(): Promise<void> {
    const { token } = await makeInvitation(Number(uses.peek()), Number(days.peek()));
    link.value = `${location.origin}/#/invite/${token}`;
    load();
  }

  return (
    <section class="invitations" aria-label={t("Invitations")}>
      <h3>{t("Invitations")}</h3>
      <Form action={t("Make a link")} submit={make} fault={fault}>
        <div class="pair">
          <span>
            <Field
              id="invite-uses"
              label={t("For how many people")}
              inputMode="numeric"
              value={uses}
              autocomplete="off"
            />
          </span>
          <span>
            <Field
              id="invite-days"
              label={t("For how many days")}
              inputMode="numeric"
              value={days}
              autocomplete="off"
            />
          </span>
        </div>
      </Form>
      {link.value !== "" && (
        <>
          <p class="small">{t("Copy the link now: it is not shown again.")}</p>
          <CopyField label={t("Invitation link")} value={link.value} />
        </>
      )}
      <ul class="made" aria-label={t("Invitations")}>
        {all.value.map((one) => (
          <li key={one.id}>
            <span>
              {t("{uses} of {max} came in", { uses: one.uses, max: one.maxUses })}
              <small>
                {tx("by {name}, until {day}", {
                  name: <bdi>{nameOf(one.madeBy)}</bdi>,
                  day: asPartOfSentence(dayName(Date.parse(one.expiresAt), today.value)),
                })}
              </small>
            </span>
            <button
              type="button"
              onClick={() => endInvitation(one.id).then(load, (error: Error) => fault.value = error.message)}
            >
              {t("End")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
