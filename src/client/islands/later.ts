/**
 * What is fetched together, when the first of it is used: dialogs, completion, commands. One file and not
 * many, so that what it has in common with the first view is one file, too.
 */
import { addIcons } from "./icon.tsx";
import { LATER_ICONS } from "./icons_later.ts";
export { runCommand } from "../commands/commands.ts";
export { AddReaction } from "./add_reaction.tsx";
export { Appearance } from "./appearance/appearance_dialog.tsx";
export { BrowseRooms } from "./browse_rooms.tsx";
export { findCommands, findEmojiNames, findPeople, findRooms } from "./completion/sources.ts";
export { ContextMenu } from "./context_menu.tsx";
export { CreateRoom } from "./create_room.tsx";
export { Dialogs } from "./dialogs.tsx";
export { DeleteMessage } from "./delete_message.tsx";
export { Moderate } from "./moderate.tsx";
export { SentAway, tellMuted, tellSentAway } from "./sent_away.tsx";
export { MessageSheet } from "./message_sheet.tsx";
export { PendingEditor } from "./pending_editor.tsx";
export { Pins } from "./pins.tsx";
export { EmojiPicker } from "./emoji_picker/emoji_picker.tsx";
export { Forward } from "./forward.tsx";
export { Invite } from "./invite.tsx";
export { NewDirect } from "./new_direct.tsx";
export { OwnMenuItems } from "./own_menu_items.tsx";
export { People } from "./people.tsx";
export { Mentions } from "./mentions.tsx";
export { Rename } from "./rename.tsx";
export { OrderDialog } from "./order_dialog.tsx";
export { hearOrder } from "./report_news.ts";
export { RoomMenuItems } from "./room_menu_items.tsx";
export { RoomSettings } from "./room_settings.tsx";
export { Saved } from "./saved.tsx";
export { Search } from "./search.tsx";
export { Shortcuts } from "./shortcuts.tsx";
export { SignOut } from "./sign_out.tsx";
export { Elsewhere } from "./elsewhere.tsx";
export { Switcher } from "./switcher.tsx";
export { Versions } from "./versions.tsx";
export { Devices, TransferDialog } from "./devices.tsx";
export { BecomeOwner, ChangePassword, KeepName } from "./password_dialogs.tsx";
export { Passkeys } from "./passkeys.tsx";
export { ResetPassword } from "./reset_password.tsx";
export { StatusDialog } from "./status_dialog.tsx";
export * from "./message_parts_later.ts";
export { ThreadPanel } from "./thread_panel.tsx";
export * from "../state/after_first_view.ts";

addIcons(LATER_ICONS);
