import type { ComponentChildren, VNode } from "preact";
import { type Change, condense, type Phrase } from "../format/condense.ts";
import { sayDeed } from "../format/deeds.ts";
import { sayNames } from "../format/names.ts";
import { fullTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import type { NoticeEntry } from "../state/timeline.ts";
import { t, tn, tx, txn } from "../strings/t.ts";
import { Names } from "./names.tsx";

export interface NoticesProps {
  run: readonly NoticeEntry[];
  row: string;
}

/** A run of notices in one line: what it comes to for each person. */
export function Notices({ run, row }: NoticesProps) {
  return (
    <p class="notices" data-row={row} title={fullTime(run.at(-1)!.at)}>
      {condense(run).map((phrase, index) => (
        <span
          key={index}
          title={phrase.people.length > 3 ? sayNames(phrase.people.map(nameOf), 99) : undefined}
        >
          <Saying phrase={phrase} />
        </span>
      ))}
    </p>
  );
}

function Saying({ phrase }: { phrase: Phrase }) {
  const { people, change } = phrase;
  if (change === "renamed") {
    return <>{tx("{was} is now {now}", { was: <bdi>{phrase.was}</bdi>, now: <bdi>{phrase.now}</bdi> })}</>;
  }
  if (change === "many_joined") return <>{tn(phrase.count, "{n} person joined", "{n} people joined")}</>;
  if (change === "many_left") return <>{tn(phrase.count, "{n} person left", "{n} people left")}</>;
  if (change === "done") {
    const { by, whom } = phrase.deed;
    const names = { by: by && <Names people={[by]} />, whom: whom && <Names people={[whom]} /> };
    return <>{sayDeed(phrase.deed, names)}</>;
  }
  if (change === "created" && people.length === 0) return <>{t("This room was created")}</>;
  return <>{SAYINGS[change](people.length, { names: <Names people={people} /> })}</>;
}

const SAYINGS: Record<Change, (n: number, pieces: { names: VNode }) => ComponentChildren> = {
  created: (n, pieces) => txn(n, "{names} created this room", "{names} created this room", pieces),
  joined: (n, pieces) => txn(n, "{names} joined", "{names} joined", pieces),
  left: (n, pieces) => txn(n, "{names} left", "{names} left", pieces),
  came_and_went: (n, pieces) => txn(n, "{names} came and went", "{names} came and went", pieces),
  left_and_came_back: (n, pieces) =>
    txn(n, "{names} left and came back", "{names} left and came back", pieces),
  came_online: (n, pieces) => txn(n, "{names} came online", "{names} came online", pieces),
  went_offline: (n, pieces) => txn(n, "{names} went offline", "{names} went offline", pieces),
  was_away: (n, pieces) => txn(n, "{names} was away for a moment", "{names} were away for a moment", pieces),
};
