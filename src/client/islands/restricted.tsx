import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Restricted } from "../../protocol/moderation.ts";
import { fullTime } from "../format/times.ts";
import { lift, listRestricted } from "../state/moderation.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";

/** Who may not come into a room, or not write to it, for who keeps order there: they lift it. */
export function RestrictedPeople({ room }: { room: RoomModel }) {
  const bans = useSignal<Restricted[]>([]);
  const mutes = useSignal<Restricted[]>([]);
  const fault = useSignal("");
  useEffect(load, []);

  function load(): void {
    listRestricted(room.id).then((found) => {
      bans.value = found.bans;
      mutes.value = found.mutes;
    }, (error: Error) => fault.value = error.message);
  }

  function end(kind: "ban" | "mute", { user }: Restricted): void {
    fault.value = "";
    lift(kind, room.id, user).then(load, (error: Error) => fault.value = error.message);
  }

  if (bans.value.length + mutes.value.length === 0 && fault.value === "") return null;
  return (
    <section class="members" aria-label={t("Banned and muted")}>
      <h3>{t("Banned and muted")}</h3>
      <p class="fault" role="alert">{fault.value}</p>
      <ul>
        {bans.value.map((one) => (
          <Row
            key={`ban ${one.user.id}`}
            one={one}
            what={t("Banned")}
            lift={() => end("ban", one)}
          />
        ))}
        {mutes.value.map((one) => (
          <Row
            key={`mute ${one.user.id}`}
            one={one}
            what={t("Muted")}
            lift={() => end("mute", one)}
          />
        ))}
      </ul>
    </section>
  );
}

function Row({ one, what, lift }: { one: Restricted; what: string; lift: () => void }) {
  const name = nameOf(one.user);
  return (
    <li>
      <Avatar user={one.user} />
      <span>
        <bdi>{name}</bdi>
        <small class="muted">{sayTerms(what, one)}</small>
      </span>
      <button type="button" aria-label={t("Lift it for {name}", { name })} onClick={lift}>{t("Lift")}</button>
    </li>
  );
}

function sayTerms(what: string, { by, until, reason }: Restricted): string {
  const values = { what, by: nameOf(by) };
  const said = until === undefined
    ? t("{what} by {by}", values)
    : t("{what} by {by} until {time}", { ...values, time: fullTime(Date.parse(until)) });
  return reason === undefined ? said : `${said}: ${reason}`;
}
