import type { ComponentType } from "preact";
import type { Limits } from "../../protocol/limits.ts";
import type { User } from "../../protocol/models.ts";
import { nameOf } from "../state/people.ts";
import { rename } from "../state/session.ts";
import { BrowseRooms } from "./browse_rooms.tsx";
import { CreateRoom } from "./create_room.tsx";
import { closeDialog, Dialog } from "./dialog.tsx";
import { rememberName } from "./last_name.ts";
import { NameForm } from "./name_form.tsx";
import { dialog, type DialogName } from "./panels.ts";
import { Shortcuts } from "./shortcuts.tsx";
import { SignOut } from "./sign_out.tsx";
import { Switcher } from "./switcher.tsx";

export interface DialogsProps {
  user: User;
  limits: Limits;
}

const DIALOGS: Record<DialogName, ComponentType<DialogsProps>> = {
  browse: BrowseRooms,
  create: CreateRoom,
  rename: Rename,
  sign_out: SignOut,
  switcher: Switcher,
  shortcuts: Shortcuts,
};

/** The dialog that is asked for. */
export function Dialogs(props: DialogsProps) {
  const name = dialog.value;
  if (name === undefined) return null;
  const Shown = DIALOGS[name];
  return <Shown key={name} {...props} />;
}

function Rename({ user }: DialogsProps) {
  async function submit(name: string): Promise<void> {
    await rename(name);
    rememberName(name);
    closeDialog();
  }

  return (
    <Dialog title="Change your name">
      <NameForm initial={nameOf(user)} action="Change name" submit={submit}>
        <button type="button" onClick={closeDialog}>Cancel</button>
      </NameForm>
    </Dialog>
  );
}
