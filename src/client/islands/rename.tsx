import type { User } from "../../protocol/models.ts";
import { nameOf } from "../state/people.ts";
import { rename } from "../state/session.ts";
import { t } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { rememberName } from "./last_name.ts";
import { NameForm } from "./name_form.tsx";

export interface RenameProps {
  user: User;
}

/** The same person by another name. */
export function Rename({ user }: RenameProps) {
  async function submit(name: string): Promise<void> {
    await rename(name);
    rememberName(name);
    closeDialog();
  }

  return (
    <Dialog title={t("Change your name")}>
      <NameForm initial={nameOf(user)} action={t("Change name")} submit={submit}>
        <button type="button" onClick={closeDialog}>{t("Cancel")}</button>
      </NameForm>
    </Dialog>
  );
}
