import type { ComponentType } from "preact";
import type { Limits } from "../../protocol/limits.ts";
import type { User } from "../../protocol/models.ts";
import { lazy } from "./lazy.tsx";
import { dialog, type DialogName } from "./panels.ts";

export interface DialogsProps {
  user: User;
  limits: Limits;
}

const DIALOGS: Record<DialogName, ComponentType<DialogsProps>> = {
  appearance: lazy<DialogsProps>(async () => (await import("./later.ts")).Appearance),
  browse: lazy<DialogsProps>(async () => (await import("./later.ts")).BrowseRooms),
  create: lazy<DialogsProps>(async () => (await import("./later.ts")).CreateRoom),
  delete: lazy<DialogsProps>(async () => (await import("./later.ts")).DeleteMessage),
  message: lazy<DialogsProps>(async () => (await import("./later.ts")).MessageSheet),
  pins: lazy<DialogsProps>(async () => (await import("./later.ts")).Pins),
  react: lazy<DialogsProps>(async () => (await import("./later.ts")).AddReaction),
  direct: lazy<DialogsProps>(async () => (await import("./later.ts")).NewDirect),
  invite: lazy<DialogsProps>(async () => (await import("./later.ts")).Invite),
  mentions: lazy<DialogsProps>(async () => (await import("./later.ts")).Mentions),
  rename: lazy<DialogsProps>(async () => (await import("./later.ts")).Rename),
  room: lazy<DialogsProps>(async () => (await import("./later.ts")).RoomSettings),
  search: lazy<DialogsProps>(async () => (await import("./later.ts")).Search),
  shortcuts: lazy<DialogsProps>(async () => (await import("./later.ts")).Shortcuts),
  sign_out: lazy<DialogsProps>(async () => (await import("./later.ts")).SignOut),
  switcher: lazy<DialogsProps>(async () => (await import("./later.ts")).Switcher),
  versions: lazy<DialogsProps>(async () => (await import("./later.ts")).Versions),
  keep_name: lazy<DialogsProps>(async () => (await import("./later.ts")).KeepName),
  password: lazy<DialogsProps>(async () => (await import("./later.ts")).ChangePassword),
  status: lazy<DialogsProps>(async () => (await import("./later.ts")).StatusDialog),
  devices: lazy<DialogsProps>(async () => (await import("./later.ts")).Devices),
  transfer: lazy<DialogsProps>(async () => (await import("./later.ts")).TransferDialog),
  server: lazy<DialogsProps>(async () => (await import("./later.ts")).ServerSettings),
  owner: lazy<DialogsProps>(async () => (await import("./later.ts")).BecomeOwner),
};

/** The dialog that is asked for. */
export function Dialogs(props: DialogsProps) {
  const name = dialog.value;
  if (name === undefined) return null;
  const Shown = DIALOGS[name];
  return <Shown key={name} {...props} />;
}
