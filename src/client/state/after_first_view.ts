import { keepBlocked } from "./blocked_later.ts";
import { systemClock } from "./clock.ts";
import { pageConnection } from "./connection.ts";
import { DeletedKeeper } from "./deleted_keeper.ts";
import { EndFetcher } from "./end_fetcher.ts";
import { pageKeeper } from "./keeper.ts";
import { pageRooms } from "./rooms.ts";
import { pageUpdates } from "./updates.ts";

export { pageUpdates } from "./updates.ts";

/** Takes out of what is kept what was deleted. */
export const deletedKeeper = new DeletedKeeper({
  keeper: pageKeeper,
  rooms: pageRooms,
  connection: pageConnection,
});

/** What the page does once it is seen: it lets the browser keep it, and what its person may want without a network. */
export function startAfterFirstView(): void {
  pageUpdates.start();
  keepBlocked();
  const fetcher = new EndFetcher({
    keeper: pageKeeper,
    rooms: pageRooms,
    connection: pageConnection,
    clock: systemClock,
    mayFetch: () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData !== true,
  });
  fetcher.run();
  const { onBegun } = pageKeeper;
  pageKeeper.onBegun = () => {
    onBegun();
    deletedKeeper.run();
  };
  deletedKeeper.run();
}
