import { useSignal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { ban, banFromServer, kick, mute, purge, type Terms } from "../state/moderation.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t, tn } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { moderated, runsServer } from "./order.ts";
import { say } from "./toast.tsx";

interface Subject {
  room: RoomModel;
  user: User;
}

/** Something to do about a person: what the button says, what it means, what is asked for, and what was done. */
interface Act {
  icon: IconName;
  label: string;
  /** On the button that does it. */
  go: string;
  about: string;
  lasts?: boolean;
  reasoned?: boolean;
  network?: boolean;
  /** Gives what to say then. */
  act(subject: Subject, terms: Terms & { network: boolean }): Promise<string>;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What can be done about somebody who breaks the order of a room, each asked about before it is done. */
export function Moderate() {
  const chosen = useSignal<Act | undefined>(undefined);
  const subject = moderated.value;
  if (subject === undefined) return null;
  const name = nameOf(subject.user);
  const acts = actsOn(name, subject.room.name.value);
  if (chosen.value !== undefined) {
    return <TermsForm subject={subject} act={chosen.value} back={() => chosen.value = undefined} />;
  }
  return (
    <Dialog title={t("Order: {name}", { name })} class="sheet">
      <div class="sheet-acts">
        {acts.map((act) => (
          <button
            key={act.label}
            type="button"
            class="quiet"
            onClick={() => chosen.value = act}
          >
            <Icon name={act.icon} />
            {act.label}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

function TermsForm({ subject, act, back }: { subject: Subject; act: Act; back: () => void }) {
  const seconds = useSignal("3600");
  const reason = useSignal("");
  const network = useSignal(false);
  const fault = useSignal("");
  const busy = useSignal(false);

  async function go(): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    fault.value = "";
    const terms: Terms & { network: boolean } = { network: network.peek() };
    if (act.lasts && seconds.peek() !== "") terms.seconds = Number(seconds.peek());
    if (reason.peek().trim() !== "") terms.reason = reason.peek();
    try {
      const done = await act.act(subject, terms);
      closeDialog();
      say(done);
    } catch (error) {
      fault.value = (error as Error).message;
    } finally {
      busy.value = false;
    }
  }

  return (
    <Dialog title={act.label}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <p>{act.about}</p>
        {act.lasts && (
          <>
            <label for="order-seconds">{t("For how long")}</label>
            <select
              id="order-seconds"
              value={seconds.value}
              onChange={(event) => seconds.value = event.currentTarget.value}
            >
              {spans().map(([value, label]) => (
                <option key={value} value={value} selected={value === seconds.value}>{label}</option>
              ))}
            </select>
          </>
        )}
        {act.reasoned && (
          <>
            <label for="order-reason">{t("Why (they are told)")}</label>
            <input
              id="order-reason"
              type="text"
              autocomplete="off"
              dir="auto"
              maxLength={200}
              value={reason.value}
              onInput={(event) => reason.value = event.currentTarget.value}
            />
          </>
        )}
        {act.network && (
          <div class="choices">
            <label>
              <input
                type="checkbox"
                checked={network.value}
                onChange={(event) => network.value = event.currentTarget.checked}
              />
              {t("Also the network where they are now, for at most 30 days")}
            </label>
          </div>
        )}
        <div class="fault" role="alert">{fault.value}</div>
        <div class="actions">
          <button type="button" onClick={back}>{t("Back")}</button>
          <button type="submit" class="danger" aria-busy={busy.value}>{act.go}</button>
        </div>
      </form>
    </Dialog>
  );
}

function actsOn(name: string, room: string): Act[] {
  const acts: Act[] = [
    {
      icon: "leave",
      label: t("Remove {name} from {room}…", { name, room }),
      go: t("Remove"),
      about: t("They can come back where the room is open to them."),
      reasoned: true,
      act: async ({ room: { id }, user }, terms) => {
        await kick(id, user, terms);
        return t("{name} was removed", { name });
      },
    },
    {
      icon: "alert",
      label: t("Mute {name} in {room}…", { name, room }),
      go: t("Mute"),
      about: t("They can read the room, and not write to it."),
      lasts: true,
      reasoned: true,
      act: async ({ room: { id }, user }, terms) => {
        await mute(id, user, withoutNetwork(terms));
        return t("{name} is muted", { name });
      },
    },
    {
      icon: "lock",
      label: t("Ban {name} from {room}…", { name, room }),
      go: t("Ban"),
      about: t("They are out of the room, and come back by no link and no invitation until it is lifted."),
      lasts: true,
      reasoned: true,
      act: async ({ room: { id }, user }, terms) => {
        await ban(id, user, withoutNetwork(terms));
        return t("{name} is banned from {room}", { name, room });
      },
    },
    {
      icon: "trash",
      label: t("Delete all that {name} wrote in {room}…", { name, room }),
      go: t("Delete all"),
      about: t("The texts are taken away for good, for everyone. That they were there stays to be seen."),
      act: async ({ room: { id }, user }) => {
        return tn(await purge(id, user), "{n} message was deleted", "{n} messages were deleted");
      },
    },
  ];
  if (!runsServer()) return acts;
  return [...acts, {
    icon: "lock",
    label: t("Ban {name} from the server…", { name }),
    go: t("Ban"),
    about: t("They are signed out everywhere and cannot sign in again."),
    lasts: true,
    reasoned: true,
    network: true,
    act: async ({ user }, terms) => {
      await banFromServer(user, terms);
      return t("{name} is banned from the server", { name });
    },
  }];
}

function withoutNetwork({ network: _, ...terms }: Terms & { network: boolean }): Terms {
  return terms;
}

function spans(): [seconds: string, label: string][] {
  return [
    [String(10 * MINUTE), t("10 minutes")],
    [String(HOUR), t("1 hour")],
    [String(DAY), t("1 day")],
    [String(7 * DAY), t("1 week")],
    [String(30 * DAY), t("30 days")],
    ["", t("Until it is lifted")],
  ];
}
