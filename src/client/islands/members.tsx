import { useSignal, useSignalEffect } from "@preact/signals";
import type { RoomMember, RoomRole } from "../../protocol/models.ts";
import { listMembers, removeMember, setRole } from "../state/members.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";
import { keepsOrder, openModeration } from "./order.ts";
import { isOwn } from "./own.ts";

const roles = (): Record<RoomRole, string> => ({
  owner: t("Owner"),
  moderator: t("Moderator"),
  member: t("Member"),
});
const WAIT = 200;

/** Who is in a room and what they may do; owners and moderators change it. */
export function Members({ room }: { room: RoomModel }) {
  const query = useSignal("");
  const page = useSignal<{ members: RoomMember[]; total: number }>({ members: [], total: 0 });
  const fault = useSignal("");
  const looked = useSignal(0);
  useSignalEffect(() => {
    const asked = query.value;
    looked.value;
    const timer = setTimeout(() => {
      listMembers(room.id, asked.trim()).then((found) => {
        if (query.peek() === asked) page.value = found;
      }, (error: Error) => fault.value = error.message);
    }, asked === "" ? 0 : WAIT);
    return () => clearTimeout(timer);
  });

  function act(work: Promise<unknown>): void {
    work.then(() => fault.value = "", (error: Error) => fault.value = error.message)
      .then(() => looked.value++);
  }

  return (
    <section class="members" aria-label={t("People")}>
      <h3>
        {t("People")} <span class="muted">{page.value.total}</span>
      </h3>
      {page.value.total > 10 && (
        <div class="search">
          <Icon name="search" size={16} />
          <input
            type="search"
            aria-label={t("Find a member")}
            placeholder={t("Find a member")}
            autocomplete="off"
            value={query.value}
            onInput={(event) => query.value = event.currentTarget.value}
          />
        </div>
      )}
      <p class="fault" role="alert">{fault.value}</p>
      <ul>
        {page.value.members.map((member) => (
          <Member key={member.user.id} room={room} member={member} act={act} />
        ))}
      </ul>
    </section>
  );
}

interface MemberProps {
  room: RoomModel;
  member: RoomMember;
  act: (work: Promise<unknown>) => void;
}

function Member({ room, member: { user, role }, act }: MemberProps) {
  const { role: own, archived } = room.facts;
  const name = nameOf(user);
  const isOwner = own.value === "owner" && !archived.value;
  const mayRemove = !isOwn(user) && !archived.value &&
    (own.value === "owner" || (role === "member" && keepsOrder(room)));
  return (
    <li>
      <Avatar user={user} />
      <bdi>{name}</bdi>
      {isOwner
        ? (
          <select
            aria-label={t("Role of {name}", { name })}
            value={role}
            onChange={(event) => act(setRole(room.id, user, event.currentTarget.value as RoomRole))}
          >
            {Object.entries(roles()).map(([value, label]) => (
              <option key={value} value={value} selected={value === role}>{label}</option>
            ))}
          </select>
        )
        : role !== "member" && <span class="muted">{roles()[role]}</span>}
      {mayRemove && (
        <button
          type="button"
          class="bare"
          aria-label={t("Mute or ban {name}", { name })}
          title={t("Mute or ban")}
          onClick={() => openModeration(room, user)}
        >
          <Icon name="dots" size={16} />
        </button>
      )}
      {mayRemove && (
        <button
          type="button"
          class="bare"
          aria-label={t("Remove {name}", { name })}
          title={t("Remove from the room")}
          onClick={() => act(removeMember(room.id, user))}
        >
          <Icon name="close" size={16} />
        </button>
      )}
    </li>
  );
}
