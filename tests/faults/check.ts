import type { Entry } from "./event_log.ts";
import type { History } from "./history.ts";

/** What a run set out to do. */
export interface Expected {
  /** Messages that were to be sent. */
  planned: number;
  /** Faults that were done. */
  faults: number;
  /** The rooms of each client. */
  memberships: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface CheckReport {
  counts: {
    sends: number;
    acks: number;
    received: number;
    stored: number;
    resent: number;
    unackedStored: number;
  };
  /** Violations by invariant, as in `I1`; `run` where the run itself proves nothing. */
  violations: Map<string, number>;
  /** The first ones of each, in words. */
  faults: string[];
}

interface Send {
  client: number;
  room: string;
  attempts: number;
  refused: boolean;
  /** Which of its author's connections carried it, and at what place. */
  connection: number;
  /** The highest number that had been acknowledged in the room when it was first sent. */
  floor: number;
}

const LEAST_SENT = 0.9;
const SHOWN = 5;

/**
 * Checks what clients wrote down against what is stored:
 * I1 every acked message is stored once, where the ack said; I2 a client's view of a room has no hole and no repeat;
 * I3 all saw the same at the same place; I4 what one author sent on one connection is in that order;
 * I5 an unacked message is stored once or not at all; I6 what was sent after an ack came is behind it;
 * I7 nobody saw a room that they are not in; I8 at the end every view and read mark equals a fresh fetch.
 */
export class Checker {
  readonly #memberships: Expected["memberships"];
  readonly #sends = new Map<string, Send>();
  readonly #acks = new Map<string, { room: string | undefined; seq: number }>();
  /** Acks of before a restore: what they promised was the old log's. */
  readonly #forgotten = new Set<string>();
  readonly #ackedHead = new Map<string, number>();
  readonly #seen = new Map<string, string[]>();
  readonly #views = new Map<string, number>();
  readonly #marks = new Map<string, number>();
  readonly #finals = new Map<string, { seq: number; read: number }>();
  readonly #fetches = new Map<string, { seq: number; read: number }>();
  readonly #connections = new Map<number, number>();
  readonly #violations = new Map<string, string[]>();
  readonly #totals = new Map<string, number>();
  #received = 0;

  constructor(memberships: Expected["memberships"]) {
    this.#memberships = memberships;
  }

  /** Takes the next entry; entries come in the order of time. */
  take(entry: Entry): void {
    const { client, op, room = "", id = "", seq = 0 } = entry;
    switch (op) {
      case "open":
        this.#connections.set(client, (this.#connections.get(client) ?? 0) + 1);
        return;
      case "send":
        return this.#send(client, room, id);
      case "err": {
        const send = this.#sends.get(id);
        if (send !== undefined) send.refused = true;
        return;
      }
      case "ack":
        return this.#ack(room, id, seq);
      case "recv":
        return this.#receive({ client, room, id, seq });
      case "resume":
        return this.#resume(client, room, seq, String(entry.code));
      case "read":
        this.#marks.set(`${client} ${room}`, seq);
        return;
      case "final":
        this.#finals.set(`${client} ${room}`, { seq, read: Number(entry.code) });
        return;
      case "fetch":
        this.#fetches.set(`${client} ${room}`, { seq, read: Number(entry.code) });
        return;
      case "era":
        return this.#forget();
    }
  }

  /** Compares with what is stored, and says what is wrong. */
  finish(history: History, { planned, faults }: Pick<Expected, "planned" | "faults">): CheckReport {
    if (this.#acks.size === 0) this.#violate("run", "nothing was acknowledged");
    if (faults === 0) this.#violate("run", "no fault was done");
    if (this.#sends.size < LEAST_SENT * planned) {
      this.#violate("run", `${this.#sends.size} of ${planned} planned messages were sent`);
    }
    if (this.#finals.size === 0) this.#violate("run", "no client wrote down what it has at the end");
    if (history.integrity !== "ok") this.#violate("store", `integrity check: ${history.integrity}`);
    const places = this.#readPlaces(history);
    this.#checkAcks(places);
    this.#checkOrder(places);
    this.#checkSeen(history);
    this.#checkEnds(history);
    const unackedStored =
      [...places.keys()].filter((id) => this.#sends.has(id) && !this.#acks.has(id)).length;
    return {
      counts: {
        sends: this.#sends.size,
        acks: this.#acks.size,
        received: this.#received,
        stored: places.size,
        resent: [...this.#sends.values()].filter(({ attempts }) => attempts > 1).length,
        unackedStored,
      },
      violations: this.#totals,
      faults: [...this.#violations].flatMap(([name, words]) => words.map((one) => `${name}: ${one}`)),
    };
  }

  #send(client: number, room: string, id: string): void {
    const send = this.#sends.get(id);
    if (send !== undefined) {
      send.attempts++;
      return;
    }
    this.#sends.set(id, {
      client,
      room,
      attempts: 1,
      refused: false,
      connection: this.#connections.get(client) ?? 0,
      floor: this.#ackedHead.get(room) ?? 0,
    });
  }

  #ack(room: string, id: string, seq: number): void {
    const before = this.#acks.get(id);
    if (before !== undefined && before.seq !== seq) {
      this.#violate("I1", `${id} was acknowledged as ${before.seq}, then as ${seq}`);
    }
    if (before !== undefined) return;
    const place = room === "" ? this.#sends.get(id)?.room : room;
    this.#acks.set(id, { room: place, seq });
    if (place !== undefined) this.#ackedHead.set(place, Math.max(seq, this.#ackedHead.get(place) ?? 0));
  }

  #receive({ client, room, id, seq }: { client: number; room: string; id: string; seq: number }): void {
    this.#received++;
    if (!this.#memberships.get(client)?.has(room)) {
      this.#violate("I7", `client ${client} got ${id} of ${room}, where it is not in`);
      return;
    }
    const key = `${client} ${room}`;
    const last = this.#views.get(key);
    if (last !== undefined && seq !== last + 1) {
      this.#violate("I2", `client ${client} got ${seq} after ${last} in ${room}`);
    }
    this.#views.set(key, seq);
    let seen = this.#seen.get(room);
    if (seen === undefined) this.#seen.set(room, seen = []);
    const other = seen[seq];
    if (other === undefined) seen[seq] = id;
    else if (other !== id) {
      this.#violate("I3", `at ${room} ${seq} one saw ${other}, client ${client} saw ${id}`);
    }
  }

  #resume(client: number, room: string, seq: number, outcome: string): void {
    if (outcome === "start") this.#views.set(`${client} ${room}`, seq);
    if (outcome === "reset") this.#views.set(`${client} ${room}`, 0);
    if (outcome === "gone") this.#violate("I2", `client ${client} was told that ${room} is gone`);
  }

  #forget(): void {
    for (const id of this.#acks.keys()) this.#forgotten.add(id);
    this.#seen.clear();
    this.#ackedHead.clear();
  }

  /** Where each message is stored; every room's numbers must be 1, 2, 3 … */
  #readPlaces(history: History): Map<string, { room: string; seq: number }> {
    const places = new Map<string, { room: string; seq: number }>();
    for (const [room, { head, events }] of history.rooms) {
      for (const [index, { seq, id, author }] of events.entries()) {
        if (seq !== index + 1) this.#violate("store", `${room} has ${seq} where ${index + 1} is due`);
        if (author === undefined) continue;
        const send = this.#sends.get(id);
        if (places.has(id)) {
          this.#violate(
            this.#acks.has(id) ? "I1" : "I5",
            `${id} is stored twice, the second time at ${room} ${seq}`,
          );
        } else if (send !== undefined && (send.client !== author || send.room !== room)) {
          this.#violate("I5", `${id} is stored in ${room} under client ${author}`);
        }
        places.set(id, { room, seq });
      }
      if (head !== events.length) {
        this.#violate("store", `${room} has ${events.length} events, its head is ${head}`);
      }
    }
    return places;
  }

  #checkAcks(places: ReadonlyMap<string, { room: string; seq: number }>): void {
    for (const [id, { room, seq }] of this.#acks) {
      if (this.#forgotten.has(id)) continue;
      const place = places.get(id);
      if (place === undefined) this.#violate("I1", `${id} was acknowledged and is not stored`);
      else if (place.seq !== seq || (room !== undefined && place.room !== room)) {
        this.#violate("I1", `${id} was acknowledged as ${room} ${seq} and is ${place.room} ${place.seq}`);
      }
    }
  }

  #checkOrder(places: ReadonlyMap<string, { room: string; seq: number }>): void {
    const last = new Map<string, { id: string; seq: number }>();
    for (const [id, send] of this.#sends) {
      const place = places.get(id);
      if (place === undefined || this.#forgotten.has(id)) continue;
      if (place.seq <= send.floor) {
        this.#violate(
          "I6",
          `${id} is ${send.room} ${place.seq}, and ${send.floor} was acknowledged before it was sent`,
        );
      }
      if (send.attempts > 1 || send.refused) continue;
      const key = `${send.client} ${send.connection} ${send.room}`;
      const before = last.get(key);
      if (before !== undefined && before.seq >= place.seq) {
        this.#violate(
          "I4",
          `client ${send.client} sent ${before.id} before ${id}, stored are ${before.seq} and ${place.seq}`,
        );
      }
      last.set(key, { id, seq: place.seq });
    }
  }

  #checkSeen(history: History): void {
    for (const [room, seen] of this.#seen) {
      const stored = history.rooms.get(room)?.events ?? [];
      for (const [seq, id] of seen.entries()) {
        if (id === undefined) continue;
        const kept = stored[seq - 1]?.id;
        if (kept !== id) this.#violate("I3", `${room} ${seq} was seen as ${id}, stored is ${kept}`);
      }
    }
  }

  #checkEnds(history: History): void {
    for (const [key, { seq, read }] of this.#finals) {
      const [client, room] = key.split(" ") as [string, string];
      const head = history.rooms.get(room)?.head;
      if (this.#views.get(key) !== head) {
        this.#violate("I8", `client ${client} ends at ${room} ${this.#views.get(key)}, the head is ${head}`);
      }
      if (this.#marks.get(key) !== read) {
        this.#violate(
          "I8",
          `client ${client} has read ${room} to ${this.#marks.get(key)}, and believes ${read}`,
        );
      }
      const fetched = this.#fetches.get(key);
      if (fetched?.seq !== seq || fetched?.read !== read) {
        this.#violate(
          "I8",
          `client ${client} has ${room} ${seq}, read ${read}; a fresh fetch says ${fetched?.seq}, read ${fetched?.read}`,
        );
      }
    }
    for (const key of this.#fetches.keys()) {
      if (!this.#finals.has(key)) {
        this.#violate("I8", `a fresh fetch has ${key}, which the client did not have`);
      }
    }
  }

  #violate(name: string, words: string): void {
    this.#totals.set(name, (this.#totals.get(name) ?? 0) + 1);
    const said = this.#violations.get(name) ?? [];
    if (said.length < SHOWN) said.push(words);
    this.#violations.set(name, said);
  }
}

/** Checks entries that are at hand. */
export function check(entries: Iterable<Entry>, history: History, expected: Expected): CheckReport {
  const checker = new Checker(expected.memberships);
  for (const entry of entries) checker.take(entry);
  return checker.finish(history, expected);
}
