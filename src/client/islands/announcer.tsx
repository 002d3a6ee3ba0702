import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { announce, MAX_SAID } from "../format/announce.ts";
import { parseMarkdown } from "../format/markdown/markdown.ts";
import { plainText } from "../format/markdown/plain.ts";
import { isBlocked } from "../state/blocked.ts";
import { nameOf } from "../state/people.ts";
import { currentRoom } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";

const BATCH_MS = 1_000;

/** Tells screen readers what others say in the open room, in batches. What is loaded of the past is not told. */
export function Announcer() {
  const said = useSignal("");
  const heard = useRef<{ room: string; seq: number } | undefined>(undefined);
  const batch = useRef<MessageEntry[]>([]);
  /** What was said last, to be taken back where it is deleted. */
  const announced = useRef<number[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useSignalEffect(() => {
    const room = currentRoom.value;
    if (room === undefined || !room.timeline.ready.value) return;
    const entries = room.timeline.entries.value;
    const newest = entries.findLast((entry) => entry.kind === "message")?.seq ?? 0;
    if (heard.current?.room !== room.id) {
      heard.current = { room: room.id, seq: newest };
      batch.current = [];
      return;
    }
    if (announced.current.some((seq) => room.timeline.find(seq)?.message.deleted)) {
      announced.current = [];
      said.value = "";
    }
    const fresh = entriesAfter(entries, Math.max(heard.current.seq, room.past))
      .filter((entry) => !entry.own && !entry.message.deleted && !isBlocked(entry.message.author.id));
    heard.current.seq = Math.max(newest, heard.current.seq);
    batch.current.push(...fresh);
    if (batch.current.length === 0) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      batch.current = batch.current.filter(({ seq }) => !room.timeline.find(seq)?.message.deleted);
      announced.current = batch.current.slice(-MAX_SAID).map(({ seq }) => seq);
      said.value = announce(batch.current.map(({ message: { author, text, me } }) => ({
        name: nameOf(author),
        isAction: me === true,
        // Of many only the last one is read.
        get text() {
          return plainText(parseMarkdown(text));
        },
      })));
      batch.current = [];
    }, BATCH_MS);
  });
  useSignalEffect(() => () => clearTimeout(timer.current));

  return <div class="hidden" role="status" aria-live="polite" data-announcer>{said.value}</div>;
}

function entriesAfter(entries: readonly { kind: string }[], seq: number): MessageEntry[] {
  const found: MessageEntry[] = [];
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index] as MessageEntry;
    if (entry.kind !== "message") continue;
    if (entry.seq <= seq) break;
    found.unshift(entry);
  }
  return found;
}
