import { batch } from "@preact/signals";
import { FIRST_SIGHT, type FirstSight } from "../../protocol/first_sight.ts";
import { tailOfPage } from "./page_tail.ts";
import type { People } from "./people.ts";
import type { Rooms } from "./rooms.ts";
import type { Session } from "./session.ts";

interface Models {
  session: Session;
  rooms: Rooms;
  people: People;
}

/** Shows what the page brought with it of its person; false where it brought nothing. */
export function showFirstSight(models: Models): boolean {
  const element = document.getElementById(FIRST_SIGHT);
  if (element === null) return false;
  // It is true for this start only.
  element.remove();
  enterByFirstSight(models, JSON.parse(element.textContent!));
  return true;
}

/** Begins with what the server said as it sent the page. */
export function enterByFirstSight({ session, rooms, people }: Models, sight: FirstSight): void {
  const { user, account, limits, page } = sight;
  const room = page && sight.rooms.find(({ id }) => id === page.room);
  batch(() => {
    session.enter({ user, account, limits });
    for (const user of page?.users ?? []) people.learn(user);
    rooms.restore(sight.rooms, page && room && tailOfPage(page, user.id, room));
  });
}
