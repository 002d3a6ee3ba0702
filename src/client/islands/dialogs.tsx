import type { ComponentType } from "preact";
import type { Limits } from "../../protocol/limits.ts";
import type { User } from "../../protocol/models.ts";
import { lazy } from "./lazy.tsx";
import { dialog, type DialogName } from "./panels.ts";

export interface DialogsProps {
  user: User;
  limits: Limits;
}

type Part =
  | "AddReaction"
  | "Appearance"
  | "BecomeOwner"
  | "BrowseRooms"
  | "ChangePassword"
  | "ContextMenu"
  | "CreateRoom"
  | "DeleteMessage"
  | "Devices"
  | "Forward"
  | "Invite"
  | "KeepName"
  | "Mentions"
  | "MessageSheet"
  | "Moderate"
  | "NewDirect"
  | "OrderDialog"
  | "Passkeys"
  | "Pins"
  | "Rename"
  | "ResetPassword"
  | "RoomSettings"
  | "Saved"
  | "Search"
  | "SentAway"
  | "Shortcuts"
  | "SignOut"
  | "StatusDialog"
  | "Switcher"
  | "TransferDialog"
  | "Versions";

const DIALOGS: Record<DialogName, ComponentType<DialogsProps>> = {
  appearance: later("Appearance"),
  browse: later("BrowseRooms"),
  context: later("ContextMenu"),
  create: later("CreateRoom"),
  delete: later("DeleteMessage"),
  devices: later("Devices"),
  direct: later("NewDirect"),
  forward: later("Forward"),
  invite: later("Invite"),
  keep_name: later("KeepName"),
  mentions: later("Mentions"),
  message: later("MessageSheet"),
  moderate: later("Moderate"),
  owner: later("BecomeOwner"),
  passkeys: later("Passkeys"),
  password: later("ChangePassword"),
  order: later("OrderDialog"),
  pins: later("Pins"),
  react: later("AddReaction"),
  rename: later("Rename"),
  reset: later("ResetPassword"),
  room: later("RoomSettings"),
  saved: later("Saved"),
  search: later("Search"),
  sent_away: later("SentAway"),
  shortcuts: later("Shortcuts"),
  sign_out: later("SignOut"),
  status: later("StatusDialog"),
  switcher: later("Switcher"),
  transfer: later("TransferDialog"),
  versions: later("Versions"),
};

/** The dialog that is asked for. */
export function Dialogs(props: DialogsProps) {
  const name = dialog.value;
  if (name === undefined) return null;
  const Shown = DIALOGS[name];
  return <Shown key={name} {...props} />;
}

function later(name: Part): ComponentType<DialogsProps> {
  return lazy<DialogsProps>(async () => (await import("./later.ts"))[name]);
}
