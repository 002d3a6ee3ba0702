import { useSignal } from "@preact/signals";
import type { ListedPerson, ServerRole } from "../../../protocol/models.ts";
import { type ListedBan, setServerRole, signOutEverywhere } from "../../admin_api.ts";
import { t, tn } from "../../strings/t.ts";
import { Avatar } from "../avatar.tsx";
import { isOwn, ownAccount } from "../own.ts";
import { BanForm } from "./ban_form.tsx";
import type { Pages } from "./pages.ts";
import { dayAndTime } from "./times.ts";

export interface PersonRowProps {
  person: ListedPerson;
  people: Pages<ListedPerson>;
  bans: Pages<ListedBan>;
}

const roles = (): Record<ServerRole, string> => ({
  owner: t("Owner"),
  admin: t("Admin"),
  member: t("Has an account"),
  guest: t("Guest"),
});

/** Somebody whom the server knows, and what can be done about them. */
export function PersonRow({ person, people, bans }: PersonRowProps) {
  const { user, role, sessions, online } = person;
  const banning = useSignal(false);
  const isOwner = ownAccount()?.role === "owner";
  const isAbove = !isOwn(user) && role !== "owner" && (role !== "admin" || isOwner);
  const name = user.name;
  return (
    <li>
      <Avatar user={user} />
      <div class="admin-who">
        <p class="directory-name">
          <bdi>{name}</bdi>
          <span class={role === "owner" || role === "admin" ? "chip staff" : "chip"}>{roles()[role]}</span>
          {online && <span class="online">{t("here")}</span>}
        </p>
        <p class="small">{lastSeen(person)}</p>
      </div>
      <div class="admin-acts" role="group" aria-label={name}>
        {isOwner && role === "member" && (
          <button
            type="button"
            onClick={() => people.after(setServerRole(user, "admin"))}
          >
            {t("Make admin")}
          </button>
        )}
        {isOwner && role === "admin" && (
          <button
            type="button"
            onClick={() => people.after(setServerRole(user, "member"))}
          >
            {t("Take admin away")}
          </button>
        )}
        {isAbove && sessions > 0 && (
          <button
            type="button"
            onClick={() => people.after(signOutEverywhere(user))}
          >
            {t("Sign out everywhere")}
          </button>
        )}
        {isAbove && !bans.closed.value && (
          <button
            type="button"
            aria-expanded={banning.value}
            onClick={() => banning.value = !banning.value}
          >
            {t("Ban…")}
          </button>
        )}
      </div>
      {banning.value && (
        <BanForm
          user={user}
          done={() => {
            banning.value = false;
            bans.begin();
            people.begin();
          }}
        />
      )}
    </li>
  );
}

function lastSeen({ sessions, seenAt, madeAt }: ListedPerson): string {
  const since = t("first here {time}", { time: dayAndTime(madeAt) });
  if (seenAt === undefined) return t("Signed in nowhere, {since}", { since });
  const time = dayAndTime(seenAt);
  return tn(
    sessions,
    "Signed in once, last seen {time}, {since}",
    "Signed in {n} times, last seen {time}, {since}",
    { time, since },
  );
}
