import { fullTime } from "../format/times.ts";
import type { NoticeEntry } from "../state/timeline.ts";
import { parts } from "./message_parts.ts";

export interface NoticesProps {
  run: readonly NoticeEntry[];
  row: string;
}

/** A run of notices in one line, which is said once the rest of the page is there. */
export function Notices({ run, row }: NoticesProps) {
  const more = parts.value;
  return (
    <p
      class="notices"
      data-row={row}
      onPointerEnter={({ currentTarget }) => currentTarget.title = fullTime(run.at(-1)!.at)}
    >
      {more ? <more.Sayings run={run} /> : "\u00a0"}
    </p>
  );
}
