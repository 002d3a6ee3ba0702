import type { ComponentChildren, VNode } from "preact";
import { type Change, condense, type Phrase } from "../format/condense.ts";
import { deedOf, sayDeed } from "../format/deeds.ts";
import { sayNames } from "../format/names.ts";
import { nameOf } from "../state/people.ts";
import { t, tn, tx, txn } from "../strings/t.ts";
import { Names } from "./names.tsx";
import type { NoticesProps } from "./notices.tsx";

/** What a run of notices comes to for each person. */
export function Sayings({ run }: Pick<NoticesProps, "run">) {
  return (
    <>
      {condense(run).map((phrase, index) => (
        <span
          key={index}
          title={phrase.people.length > 3 ? sayNames(phrase.people.map(nameOf), 99) : undefined}
        >
          <Saying phrase={phrase} />
        </span>
      ))}
    </>
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
    const deed = deedOf(phrase.deed)!;
    const { by, whom } = deed;
    return (
      <>{sayDeed(deed, { by: by && <Names people={[by]} />, whom: whom && <Names people={[whom]} /> })}</>
    );
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
