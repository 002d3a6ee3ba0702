import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { User } from "../../protocol/models.ts";
import { connection } from "../state/connection.ts";
import { nameOf } from "../state/people.ts";
import { t } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";
import { lazy } from "./lazy.tsx";
import type { OwnMenuItemsProps } from "./own_menu_items.tsx";

export interface OwnMenuProps {
  user: User;
}

/** Fetched when the menu is first opened. */
const OwnMenuItems = lazy<OwnMenuItemsProps>(async () => (await import("./later.ts")).OwnMenuItems);

/** The person's own name, and what can be done with it. */
export function OwnMenu({ user }: OwnMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const wanted = useSignal(false);

  return (
    <div class="you">
      <button type="button" class="you-button" popovertarget="own-menu">
        <Avatar user={user} />
        <span class="you-name">
          <bdi>{nameOf(user)}</bdi>
          <small>{connection.value.status === "open" ? t("Online") : t("Not connected")}</small>
        </span>
        <Icon name="more" size={16} />
      </button>
      <div
        id="own-menu"
        class="menu"
        popover="auto"
        ref={menu}
        role="group"
        aria-label={t("You")}
        onBeforeToggle={() => wanted.value = true}
      >
        {wanted.value && <OwnMenuItems close={() => menu.current?.hidePopover()} />}
      </div>
    </div>
  );
}
