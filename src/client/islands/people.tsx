import { useComputed, useSignalEffect } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t, tn } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";
import { openMenu } from "./context_menu.tsx";
import { Icon } from "./icon.tsx";
import { isOwn } from "./own.ts";
import { peopleShown } from "./panels.ts";

export interface PeopleProps {
  room: RoomModel;
}

/** Who is in the room now. */
export function People({ room }: PeopleProps) {
  const sorted = useComputed(() => room.present.value.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))));
  useSignalEffect(() => {
    if (room.presentOld.value) room.askPresent();
  });
  const more = room.online.value - sorted.value.length;
  return (
    <aside class="people" aria-label={t("Who is here")}>
      <header>
        <h2>
          {t("Here now")} <span class="muted">{room.online.value}</span>
        </h2>
        <button type="button" class="bare" aria-label={t("Close")} onClick={() => peopleShown.value = false}>
          <Icon name="close" />
        </button>
      </header>
      <ul tabIndex={0} aria-label={t("People")}>
        {sorted.value.map((user) => (
          <li key={user.id} data-user={user.id}>
            <Avatar user={user} />
            <span>
              <bdi>{nameOf(user)}</bdi>
              {user.status !== undefined && <small dir="auto">{user.status}</small>}
            </span>
            {isOwn(user) ? <span class="muted">{t("you")}</span> : <More room={room} user={user} />}
          </li>
        ))}
      </ul>
      {more > 0 && <p class="muted">{tn(more, "and {n} more", "and {n} more")}</p>}
    </aside>
  );
}

function More({ room, user }: { room: RoomModel; user: User }) {
  return (
    <button
      type="button"
      class="bare person-more"
      aria-label={t("More about {name}", { name: nameOf(user) })}
      title={t("More")}
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        openMenu({ kind: "person", user, room }, { x: left, y: bottom });
      }}
    >
      <Icon name="dots" size={16} />
    </button>
  );
}
