import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { endInvitation, listInvitations, makeInvitation } from "../../account_api.ts";
import { nameOf } from "../../state/people.ts";
import { t } from "../../strings/t.ts";
import { CopyField } from "../copy_field.tsx";
import { Field, Form } from "../form.tsx";
import { PageList } from "./page_list.tsx";
import { Pages } from "./pages.ts";
import { dayAndTime } from "./times.ts";

/** Links by which new people come in. */
export function Invitations() {
  const all = useMemo(() => new Pages(async () => ({ items: await listInvitations() })), []);
  const link = useSignal("");
  const uses = useSignal("1");
  const days = useSignal("7");
  const fault = useSignal("");
  useEffect(() => void all.begin(), []);

  async function make(): Promise<void> {
    const { token } = await makeInvitation(Number(uses.peek()), Number(days.peek()));
    link.value = `${location.origin}/#/invite/${token}`;
    all.begin();
  }

  return (
    <>
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
      <PageList label={t("Invitations")} nothing={t("No invitation is open.")} pages={all}>
        {(one) => (
          <li key={one.id}>
            <div class="admin-who">
              <p class="directory-name">
                {t("{uses} of {max} came in", { uses: one.uses, max: one.maxUses })}
              </p>
              <p class="small">
                <bdi>
                  {t("by {name}, until {day}", {
                    name: nameOf(one.madeBy),
                    day: dayAndTime(one.expiresAt),
                  })}
                </bdi>
              </p>
            </div>
            <div class="admin-acts">
              <button
                type="button"
                aria-label={t("End the invitation by {name}", { name: nameOf(one.madeBy) })}
                onClick={() => all.after(endInvitation(one.id))}
              >
                {t("End")}
              </button>
            </div>
          </li>
        )}
      </PageList>
    </>
  );
}
