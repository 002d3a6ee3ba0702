import type { LogEvent } from "../protocol/events.ts";
import { ProtocolError } from "../protocol/errors.ts";
import type { RestrictionRecord } from "../store/order_records.ts";
import type { Store } from "../store/store.ts";
import { isLive, refusal } from "./restriction_words.ts";

type Mute = Pick<RestrictionRecord, "by" | "until" | "reason">;

/** A room where not everyone may write whenever they like. */
export class Restraint {
  /** Seconds between two messages of one member. */
  slowMode = 0;
  readonly mutes = new Map<string, Mute>();
  /** When each who waits wrote last (ms of a monotonic clock), and the id of that message; oldest first. */
  readonly #posts = new Map<string, { at: number; id: string }>();

  get isEmpty(): boolean {
    return this.slowMode === 0 && this.mutes.size === 0;
  }

  /** The mute of somebody, unless it has ended. */
  muteOf(userId: string): Mute | undefined {
    const mute = this.mutes.get(userId);
    return mute !== undefined && isLive(mute) ? mute : undefined;
  }

  /** @throws ProtocolError `muted` */
  checkMute(userId: string): void {
    const mute = this.muteOf(userId);
    if (mute !== undefined) throw refusal("muted", `${mute.by.name} muted you here`, mute);
  }

  /** Seconds until somebody may write again. */
  waitOf(userId: string, now: number): number {
    const last = this.#posts.get(userId);
    if (last === undefined || this.slowMode === 0) return 0;
    return Math.max(0, Math.ceil(last.at + this.slowMode * 1000 - now)) / 1000;
  }

  /**
   * Notes that somebody writes now; the same message again is no other one. Gives what takes the note back.
   * @throws ProtocolError `slow_mode` with the seconds to wait
   */
  takeTurn(userId: string, { id, now }: { id: string; now: number }): () => void {
    const last = this.#posts.get(userId);
    if (last?.id === id) return () => {};
    const retryAfter = this.waitOf(userId, now);
    if (retryAfter > 0) throw new ProtocolError("slow_mode", undefined, { retryAfter, limit: "slow_mode" });
    this.#forgetOld(now);
    this.#posts.delete(userId);
    this.#posts.set(userId, { at: now, id });
    return () => {
      if (this.#posts.get(userId)?.id !== id) return;
      if (last === undefined) this.#posts.delete(userId);
      else this.#posts.set(userId, last);
    };
  }

  #forgetOld(now: number): void {
    for (const [userId, { at }] of this.#posts) {
      if (at + this.slowMode * 1000 > now) break;
      this.#posts.delete(userId);
    }
  }
}

/** The rooms where somebody is muted or has to wait between messages; all others are not in here, and cost one look. */
export class Restraints {
  readonly #rooms = new Map<string, Restraint>();

  async load({ restrictions, rooms }: Store): Promise<void> {
    for (const mute of await restrictions.mutes(Date.now())) this.mute(mute.room, mute.user.id, mute);
    for (const { id, slowMode } of await rooms.slow()) this.#of(id).slowMode = slowMode!;
  }

  get(room: string): Restraint | undefined {
    return this.#rooms.get(room);
  }

  mute(room: string, userId: string, mute: Mute): void {
    this.#of(room).mutes.set(userId, mute);
  }

  unmute(room: string, userId: string): void {
    this.#rooms.get(room)?.mutes.delete(userId);
    this.#forgetEmpty(room);
  }

  /** Follows the slow mode of rooms. */
  follow(event: LogEvent): void {
    if (event.type !== "room.changed" || event.slowMode === undefined) return;
    this.#of(event.room).slowMode = event.slowMode;
    this.#forgetEmpty(event.room);
  }

  /** Forgets the mutes that have ended. */
  forgetEnded(now: number): void {
    for (const [room, { mutes }] of this.#rooms) {
      for (const [userId, mute] of mutes) if (!isLive(mute, now)) mutes.delete(userId);
      this.#forgetEmpty(room);
    }
  }

  #of(room: string): Restraint {
    let restraint = this.#rooms.get(room);
    if (restraint === undefined) this.#rooms.set(room, restraint = new Restraint());
    return restraint;
  }

  #forgetEmpty(room: string): void {
    if (this.#rooms.get(room)?.isEmpty) this.#rooms.delete(room);
  }
}
