import { isKnownName } from "../../state/people.ts";
import { rooms } from "../../state/rooms.ts";
import { reader } from "../own.ts";
import { goTo, roomAddress } from "../route.ts";

export interface NameProps {
  /** With its sign: `@ada`, `#lobby`. */
  text: string;
}

/** A person who is spoken to; of a name that is not known here nothing is made. */
export function PersonName({ text }: NameProps) {
  const name = text.slice(1).toLocaleLowerCase();
  const own = name === "here" || name === "room" || reader()?.name.toLocaleLowerCase() === name;
  if (!own && !isKnownName(name)) return <>{text}</>;
  return <bdi class={own ? "mention own-mention" : "mention"}>{text}</bdi>;
}

/** A room that the reader is in leads there. */
export function RoomName({ text }: NameProps) {
  const id = text.slice(1);
  if (!rooms.value.some((room) => room.id === id)) return <>{text}</>;
  return (
    <a
      class="mention"
      href={roomAddress(id)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        goTo(id);
      }}
    >
      <bdi>{text}</bdi>
    </a>
  );
}
