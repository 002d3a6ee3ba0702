import { useSignal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { changeStatus } from "../account_api.ts";
import { t } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Field, Form } from "./form.tsx";

/** A line about oneself, for the others. */
export function StatusDialog({ user }: { user: User }) {
  const status = useSignal(user.status ?? "");
  const fault = useSignal("");

  async function change(): Promise<void> {
    await changeStatus(status.peek());
    closeDialog();
  }

  return (
    <Dialog title={t("Set a status")}>
      <Form
        action={t("Save")}
        submit={change}
        fault={fault}
        more={<button type="button" onClick={closeDialog}>{t("Cancel")}</button>}
      >
        <Field
          id="status"
          label={t("What others read beside your name")}
          value={status}
          autocomplete="off"
          hint={t("At most 100 characters. Leave it empty to show nothing.")}
          fault={fault}
          autofocus
        />
      </Form>
    </Dialog>
  );
}
