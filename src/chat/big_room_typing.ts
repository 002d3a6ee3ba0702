const SPACING = 3_000;
const SHOWN = 5;

/** Who was told to be typing in the big rooms of late: there a few are told, each now and then, and the rest are not. */
export class BigRoomTyping {
  readonly #rooms = new Map<string, Map<string, number>>();

  /**
   * Whether a person's typing is to be told to the room.
   * @param now milliseconds of a monotonic clock
   */
  isTold(room: string, userId: string, now: number): boolean {
    let told = this.#rooms.get(room);
    if (told === undefined) this.#rooms.set(room, told = new Map());
    // The oldest come first.
    for (const [id, at] of told) {
      if (now - at < SPACING) break;
      told.delete(id);
    }
    if (told.has(userId) || told.size >= SHOWN) return false;
    told.set(userId, now);
    return true;
  }
}
