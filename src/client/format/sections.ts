import type { RoomModel } from "../state/rooms.ts";

/** The list of rooms as it is shown. */
export interface Sections {
  favourites: RoomModel[];
  rooms: RoomModel[];
  direct: RoomModel[];
}

/** Sorts rooms into their sections; `open` is shown in any case. */
export function toSections(rooms: readonly RoomModel[], open: RoomModel | undefined): Sections {
  const shown = rooms.filter((room) => room === open || isShown(room));
  const isFavourite = ({ facts }: RoomModel) => facts.favourite.value !== null;
  const isDirect = ({ facts }: RoomModel) => facts.kind.value === "direct";
  const others = shown.filter((room) => !isFavourite(room));
  return {
    favourites: shown.filter(isFavourite).sort((a, b) => a.facts.favourite.value! - b.facts.favourite.value!),
    rooms: others.filter((room) => !isDirect(room)),
    direct: others.filter(isDirect),
  };
}

/** A direct room in which nothing was said is no news to the other side; what is hidden comes back by a direct message. */
function isShown({ facts, messages, unread }: RoomModel): boolean {
  const isDirect = facts.kind.value === "direct";
  if (facts.involvement.value === "hidden") return isDirect && unread.value > 0;
  return !isDirect || messages.value > 0 || facts.favourite.value !== null;
}
