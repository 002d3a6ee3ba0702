import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { HistoryAnchor, HistoryPage } from "../../protocol/commands.ts";
import type { Message } from "../../protocol/models.ts";
import { change, type ChangeEvent } from "./change.ts";
import type { RoomModel } from "./room.ts";

/** A message as it is by now; `missing` where there is none, undefined while it is asked for. */
export type Quoted = Message | "missing" | undefined;

export interface QuotesOptions {
  /** The message, where it is loaded anyway. */
  find: (seq: number) => { message: Message; asOf: number } | undefined;
  history: (anchor: HistoryAnchor, limit: number) => Promise<HistoryPage>;
}

const ofRooms = new WeakMap<RoomModel, Quotes>();

/** The messages of a room that others answer. */
export function quotesOf(room: RoomModel): Quotes {
  let quotes = ofRooms.get(room);
  if (quotes === undefined) {
    const made = quotes = new Quotes({
      find: (seq) => room.timeline.find(seq),
      history: (anchor, limit) => room.history(anchor, limit),
    });
    ofRooms.set(room, made);
    room.onChange = (event) => event === undefined ? made.clear() : made.change(event);
  }
  return quotes;
}

interface Kept {
  shown: Signal<Quoted>;
  asOf: number;
  /** Changes that came while it is asked for. */
  changes: ChangeEvent[];
  asked: boolean;
}

/** The messages that others answer, wherever in the log they are. */
export class Quotes {
  readonly #options: QuotesOptions;
  readonly #kept = new Map<number, Kept>();

  constructor(options: QuotesOptions) {
    this.#options = options;
  }

  /** The message of this number, which is asked for where it is not known. */
  get(seq: number): ReadonlySignal<Quoted> {
    let kept = this.#kept.get(seq);
    if (kept === undefined) {
      const known = this.#options.find(seq);
      kept = { shown: signal<Quoted>(known?.message), asOf: known?.asOf ?? 0, changes: [], asked: false };
      this.#kept.set(seq, kept);
    }
    if (kept.shown.peek() === undefined && !kept.asked) this.#ask(seq, kept);
    return kept.shown;
  }

  change(event: ChangeEvent): void {
    const kept = this.#kept.get(event.message);
    if (kept === undefined) return;
    const message = kept.shown.peek();
    if (message === undefined) kept.changes.push(event);
    else if (message !== "missing" && event.seq > kept.asOf) kept.shown.value = change(message, event);
  }

  /** What is known may be wrong: it is asked for again when it is next shown. */
  clear(): void {
    this.#kept.clear();
  }

  async #ask(seq: number, kept: Kept): Promise<void> {
    kept.asked = true;
    try {
      const { events, asOf } = await this.#options.history({ around: seq }, 1);
      const [event] = events;
      kept.asOf = asOf;
      kept.shown.value = event?.type === "message.posted" && event.seq === seq ? event.message : "missing";
      for (const missed of kept.changes.splice(0)) this.change(missed);
    } catch {
      // Refused or lost: asked for again when it is next shown.
    } finally {
      kept.asked = false;
    }
  }
}
