import { condense, type Phrase } from "../format/condense.ts";
import { sayNames } from "../format/names.ts";
import { fullTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import type { NoticeEntry } from "../state/timeline.ts";
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
    return (
      <>
        <bdi>{phrase.was}</bdi> is now <bdi>{phrase.now}</bdi>
      </>
    );
  }
  if (change === "many_joined") return <>{phrase.count} people joined</>;
  if (change === "many_left") return <>{phrase.count} people left</>;
  if (change === "done") {
    const { by, verb, whom, rest } = phrase.deed;
    return (
      <>
        {by !== null && <Names people={[by]} />} {verb} {whom && <Names people={[whom]} />} {rest}
      </>
    );
  }
  if (change === "created" && people.length === 0) return <>This room was created</>;
  const verbs = {
    created: "created this room",
    joined: "joined",
    left: "left",
    came_and_went: "came and went",
    left_and_came_back: "left and came back",
    came_online: "came online",
    went_offline: "went offline",
    was_away: people.length === 1 ? "was away for a moment" : "were away for a moment",
  };
  return (
    <>
      <Names people={people} /> {verbs[change]}
    </>
  );
}
