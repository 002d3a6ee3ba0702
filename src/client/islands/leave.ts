import { rooms } from "../state/rooms.ts";
import { signOut } from "../state/session.ts";
import { dialog } from "./panels.ts";
import { forgetAddress } from "./route.ts";

/** Signs out at once, or asks first where messages would be lost or it did not work. */
export function leave(): void {
  if (unsent() > 0) dialog.value = "sign_out";
  else signOut().then(forgetAddress, () => dialog.value = "sign_out");
}

/** How many messages wait to be sent. */
export function unsent(): number {
  return rooms.value.reduce((sum, { timeline }) => {
    return sum + timeline.entries.value.filter((entry) => entry.kind === "pending").length;
  }, 0);
}
