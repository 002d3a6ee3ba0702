import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { AccessMode, Invitation } from "../../protocol/models.ts";
import { endInvitation, getSettings, listInvitations, makeInvitation, setAccess } from "../account_api.ts";
import { dayName } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import { CopyField } from "./copy_field.tsx";
import { Dialog } from "./dialog.tsx";
import { Field, Form } from "./form.tsx";
import { today } from "./page.ts";

const MODES: Record<AccessMode, { label: string; about: string }> = {
  open: { label: "Open", about: "Whoever can open this page comes in by a name." },
  accounts: { label: "Accounts only", about: "Whoever can open this page comes in, with a password." },
  invited: { label: "Invitation only", about: "New people need a link from you." },
};

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
    <Dialog title="Server settings" class="wide">
      <div class="settings" tabIndex={0} role="group" aria-label="Settings">
        <fieldset class="choices" disabled={fixed.value || access.value === undefined}>
          <legend>Who may come in</legend>
          {(Object.keys(MODES) as AccessMode[]).map((mode) => (
            <label key={mode}>
              <input
                type="radio"
                name="access"
                value={mode}
                checked={access.value === mode}
                onChange={() => choose(mode)}
              />
              <span>
                {MODES[mode].label}
                <small>{MODES[mode].about}</small>
              </span>
            </label>
          ))}
        </fieldset>
        {fixed.value && <p class="small">This was set where the server was started (ACCESS).</p>}
        <p class="small">Who is in stays in.</p>
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
    <section class="invitations" aria-label="Invitations">
      <h3>Invitations</h3>
      <Form action="Make a link" submit={make} fault={fault}>
        <div class="pair">
          <span>
            <Field
              id="invite-uses"
              label="For how many people"
              inputMode="numeric"
              value={uses}
              autocomplete="off"
            />
          </span>
          <span>
            <Field
              id="invite-days"
              label="For how many days"
              inputMode="numeric"
              value={days}
              autocomplete="off"
            />
          </span>
        </div>
      </Form>
      {link.value !== "" && (
        <>
          <p class="small">Copy the link now: it is not shown again.</p>
          <CopyField label="Invitation link" value={link.value} />
        </>
      )}
      <ul class="made" aria-label="Invitations">
        {all.value.map((one) => (
          <li key={one.id}>
            <span>
              {one.uses} of {one.maxUses} came in
              <small>
                by <bdi>{nameOf(one.madeBy)}</bdi>, until {dayName(Date.parse(one.expiresAt), today.value)}
              </small>
            </span>
            <button
              type="button"
              onClick={() => endInvitation(one.id).then(load, (error: Error) => fault.value = error.message)}
            >
              End
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
