import type { Kept, KeptChange, KeptSession, KeptTail } from "../../../../src/client/kept.ts";
import type { JoinedRoom } from "../../../../src/protocol/models.ts";

/** What a browser keeps, in memory, by the same rules as in its database. */
export class FakeKept implements Kept {
  session: KeptSession | undefined;
  readonly rooms = new Map<string, JoinedRoom>();
  readonly tails = new Map<string, KeptTail>();
  writes = 0;

  read(room: string) {
    const { session, rooms, tails } = this;
    return Promise.resolve(
      session && structuredClone({ session, rooms: [...rooms.values()], tail: tails.get(room) }),
    );
  }

  readTail(user: string, room: string) {
    return Promise.resolve(
      this.session?.user.id === user ? structuredClone(this.tails.get(room)) : undefined,
    );
  }

  async begin(session: KeptSession): Promise<void> {
    if (this.session?.user.id !== session.user.id) await this.clear();
    this.session = structuredClone(session);
  }

  write(change: KeptChange): Promise<void> {
    if (this.session?.user.id !== change.user) return Promise.resolve();
    this.writes++;
    this.session.at = change.at;
    for (const room of structuredClone(change.rooms)) this.rooms.set(room.id, room);
    for (const tail of structuredClone(change.tails)) this.tails.set(tail.room, tail);
    for (const room of change.gone) {
      this.rooms.delete(room);
      this.tails.delete(room);
    }
    return Promise.resolve();
  }

  allTails(): Promise<KeptTail[]> {
    return Promise.resolve(structuredClone([...this.tails.values()]));
  }

  amend(user: string, rooms: string[], change: (tail: KeptTail) => KeptTail | undefined): Promise<void> {
    if (this.session?.user.id !== user) return Promise.resolve();
    for (const room of rooms) {
      const tail = this.tails.get(room);
      const changed = tail && change(structuredClone(tail));
      if (changed === undefined) this.tails.delete(room);
      else this.tails.set(room, changed);
    }
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.session = undefined;
    this.rooms.clear();
    this.tails.clear();
    return Promise.resolve();
  }
}
