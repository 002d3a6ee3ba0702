import { Admin } from "./admin/admin.tsx";
import { NoRoom } from "./no_room.tsx";
import { adminTab, stranger } from "./route.ts";
import { StrangeRoom } from "./strange_room.tsx";

/** What the address leads to that is no room of the reader's. */
export function Elsewhere() {
  if (adminTab.value !== undefined) return <Admin />;
  return stranger.value === undefined ? <NoRoom /> : <StrangeRoom id={stranger.value} />;
}
