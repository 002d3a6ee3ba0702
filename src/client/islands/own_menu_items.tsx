import type { Account } from "../../protocol/models.ts";
import { passkeysWork } from "../passkeys.ts";
import { t } from "../strings/t.ts";
import { adminAddress } from "./admin/address.ts";
import { Icon } from "./icon.tsx";
import { openOrder } from "./order_dialog.tsx";
import { isGuest, ownAccount } from "./own.ts";
import { dialog, type DialogName } from "./panels.ts";
import { leave } from "./leave.ts";

export interface OwnMenuItemsProps {
  close: () => void;
}

/** What one can do with oneself. */
export function OwnMenuItems({ close }: OwnMenuItemsProps) {
  const account = ownAccount();

  function open(name: DialogName): void {
    close();
    dialog.value = name;
  }

  function openBlocked(): void {
    close();
    openOrder("blocked");
  }

  function openAdmin(): void {
    close();
    location.hash = adminAddress("people");
  }

  return (
    <>
      <button type="button" onClick={() => open("rename")}>
        <Icon name="edit" size={16} />
        {t("Change name")}
      </button>
      <button type="button" onClick={() => open("status")}>
        <Icon name="smile" size={16} />
        {t("Set a status")}
      </button>
      <button type="button" onClick={() => open(account?.password === true ? "password" : "keep_name")}>
        <Icon name="key" size={16} />
        {passwordItem(account)}
      </button>
      {hasPasskeys(account) && (
        <button type="button" onClick={() => open("passkeys")}>
          <Icon name="lock" size={16} />
          {t("Passkeys")}
        </button>
      )}
      <button type="button" onClick={() => open("devices")}>
        <Icon name="monitor" size={16} />
        {t("Your devices")}
      </button>
      {(account?.role === "owner" || account?.role === "admin") && (
        <button type="button" onClick={openAdmin}>
          <Icon name="sliders" size={16} />
          {t("Run the server")}
        </button>
      )}
      <button type="button" onClick={openBlocked}>
        <Icon name="close" size={16} />
        {t("Blocked people")}
      </button>
      <button type="button" onClick={() => open("shortcuts")}>
        <Icon name="keyboard" size={16} />
        {t("Keyboard shortcuts")}
      </button>
      <button type="button" onClick={() => open("appearance")}>
        <Icon name="sun" size={16} />
        {t("Appearance")}
      </button>
      <button type="button" onClick={leave}>
        <Icon name="leave" size={16} />
        {t("Log out")}
      </button>
    </>
  );
}

function passwordItem(account: Account | undefined): string {
  if (account?.password === true) return t("Change password");
  return isGuest(account) ? t("Keep this name") : t("Set a password");
}

/** A guest makes their first one to keep their name. */
function hasPasskeys(account: Account | undefined): boolean {
  return !isGuest(account) && (passkeysWork() || account?.passkeys !== undefined);
}
