import type { Limits } from "../protocol/limits.ts";
import type { JoinedRoom, User } from "../protocol/models.ts";
import type { MessageEntry, NoticeEntry } from "./state/entries.ts";
import { finished, openDatabase, settled } from "./storage.ts";

/** Who was here last, and when the server was last heard of (milliseconds since 1970). Never the session's token. */
export interface KeptSession {
  user: User;
  limits: Limits;
  at: number;
}

/** The end of a room's log, without holes, as it was when the log was at `seq`. */
export interface KeptTail {
  room: string;
  epoch: string;
  seq: number;
  /** Ordinal of the last message up to `seq`. */
  ordinal: number;
  entries: (MessageEntry | NoticeEntry)[];
  /** Whether it begins with the log. */
  atStart: boolean;
}

/** What of a person's rooms is new since the last time. */
export interface KeptChange {
  user: string;
  at: number;
  rooms: JoinedRoom[];
  tails: KeptTail[];
  /** Rooms that the person is not in any more. */
  gone: string[];
}

/** What this browser keeps of one person, for a start without a network. */
export interface Kept {
  /** Whoever is kept, with their rooms and the end of one room's log. */
  read(
    room: string,
  ): Promise<{ session: KeptSession; rooms: JoinedRoom[]; tail?: KeptTail | undefined } | undefined>;
  readTail(user: string, room: string): Promise<KeptTail | undefined>;
  /** This person is here, says the server: what was kept of another one goes. */
  begin(session: KeptSession): Promise<void>;
  /** Writes all or nothing; nothing where this person is not kept any more, as after a sign-out in another tab. */
  write(change: KeptChange): Promise<void>;
  /** All that is kept of the ends of rooms. */
  allTails(): Promise<KeptTail[]>;
  /** Changes the ends of these rooms, each as `change` says; undefined takes it away. As write(), all or nothing. */
  amend(user: string, rooms: string[], change: (tail: KeptTail) => KeptTail | undefined): Promise<void>;
  clear(): Promise<void>;
}

const SESSION = "session";
const ROOMS = "rooms";
const TAILS = "tails";
const STORES = [SESSION, ROOMS, TAILS];
/** The only key of the session. */
const HERE = "here";

/** Opens what is kept in IndexedDB. @throws DOMException where the browser keeps nothing */
export async function openKept(): Promise<Kept> {
  const database = await openDatabase("parley-kept", (database) => {
    database.createObjectStore(SESSION);
    database.createObjectStore(ROOMS, { keyPath: "id" });
    database.createObjectStore(TAILS, { keyPath: "room" });
  });
  return new KeptDatabase(database);
}

class KeptDatabase implements Kept {
  readonly #database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.#database = database;
  }

  async read(room: string) {
    const transaction = this.#database.transaction(STORES);
    const [session, rooms, tail] = await Promise.all([
      settled<KeptSession | undefined>(transaction.objectStore(SESSION).get(HERE)),
      settled<JoinedRoom[]>(transaction.objectStore(ROOMS).getAll()),
      settled<KeptTail | undefined>(transaction.objectStore(TAILS).get(room)),
    ]);
    return session && { session, rooms, tail };
  }

  async readTail(user: string, room: string): Promise<KeptTail | undefined> {
    const transaction = this.#database.transaction([SESSION, TAILS]);
    const [session, tail] = await Promise.all([
      settled<KeptSession | undefined>(transaction.objectStore(SESSION).get(HERE)),
      settled<KeptTail | undefined>(transaction.objectStore(TAILS).get(room)),
    ]);
    return session?.user.id === user ? tail : undefined;
  }

  begin(session: KeptSession): Promise<void> {
    return this.#change((transaction, kept) => {
      if (kept !== undefined && kept.user.id !== session.user.id) clearAll(transaction);
      transaction.objectStore(SESSION).put(session, HERE);
    });
  }

  write({ user, at, rooms, tails, gone }: KeptChange): Promise<void> {
    return this.#change((transaction, kept) => {
      if (kept?.user.id !== user) return;
      transaction.objectStore(SESSION).put({ ...kept, at }, HERE);
      for (const room of rooms) transaction.objectStore(ROOMS).put(room);
      for (const tail of tails) transaction.objectStore(TAILS).put(tail);
      for (const room of gone) {
        transaction.objectStore(ROOMS).delete(room);
        transaction.objectStore(TAILS).delete(room);
      }
    });
  }

  allTails(): Promise<KeptTail[]> {
    return settled(this.#database.transaction(TAILS).objectStore(TAILS).getAll());
  }

  amend(user: string, rooms: string[], change: (tail: KeptTail) => KeptTail | undefined): Promise<void> {
    return this.#change((transaction, kept) => {
      if (kept?.user.id !== user) return;
      const tails = transaction.objectStore(TAILS);
      for (const room of rooms) {
        const asked: IDBRequest<KeptTail | undefined> = tails.get(room);
        asked.onsuccess = () => {
          const changed = asked.result && change(asked.result);
          if (changed !== undefined) tails.put(changed);
          else tails.delete(room);
        };
      }
    });
  }

  clear(): Promise<void> {
    return this.#change(clearAll);
  }

  /** Begins at once, as a page that goes away has no later. */
  #change(change: (transaction: IDBTransaction, kept: KeptSession | undefined) => void): Promise<void> {
    const transaction = this.#database.transaction(STORES, "readwrite");
    const asked: IDBRequest<KeptSession | undefined> = transaction.objectStore(SESSION).get(HERE);
    asked.onsuccess = () => change(transaction, asked.result);
    return finished(transaction);
  }
}

function clearAll(transaction: IDBTransaction): void {
  for (const store of STORES) transaction.objectStore(store).clear();
}
