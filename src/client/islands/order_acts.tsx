import { isBlocked } from "../state/blocked.ts";
import { unblock } from "../state/order.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { closeDialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import { openOrder } from "./order_dialog.tsx";
import { say } from "./toast.tsx";

export interface OrderActsProps {
  room: RoomModel;
  entry: MessageEntry;
}

/** What can be done about a message that somebody else should not have written. */
export function OrderActs({ room, entry }: OrderActsProps) {
  const { author } = entry.message;
  const name = nameOf(author);
  return (
    <>
      <button type="button" class="quiet" onClick={() => openOrder("report", { room, entry })}>
        <Icon name="alert" />
        {t("Report…")}
      </button>
      {isBlocked(author.id)
        ? (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              closeDialog();
              unblock(author).catch((error) => say(faultOf(error)));
            }}
          >
            <Icon name="person" />
            {t("Unblock {name}", { name })}
          </button>
        )
        : (
          <button type="button" class="quiet" onClick={() => openOrder("block", { room, entry })}>
            <Icon name="close" />
            {t("Block {name}…", { name })}
          </button>
        )}
    </>
  );
}
