import type { Command, ResumedRoom } from "../../../../src/protocol/commands.ts";
import type { LogEvent, ServerEvent } from "../../../../src/protocol/events.ts";
import { DEFAULT_LIMITS } from "../../../../src/protocol/limits.ts";
import type { JoinedRoom, ReadMark, User } from "../../../../src/protocol/models.ts";
import { decodeFrame } from "../../../../src/protocol/codec.ts";
import { ProtocolError } from "../../../../src/protocol/errors.ts";
import type { WebSocketLike } from "../../../../src/client/socket.ts";
import { settlePromises } from "./fake_clock.ts";

interface FakeRoom {
  id: string;
  name: string;
  epoch: string;
  log: LogEvent[];
  members: Set<string>;
  read: Map<string, ReadMark>;
}

type Sent = Record<string, unknown>;
type Body<E> = E extends LogEvent ? Omit<E, "room" | "seq" | "at"> : never;

/** The rules of the room log in memory: numbers without gaps, ids that are kept, resume with its four outcomes. */
export class FakeServer {
  readonly rooms = new Map<string, FakeRoom>();
  readonly users = new Map<string, User>();
  readonly lines: FakeLine[] = [];
  /** Missed events that a resume sends, at most, and the page after a skip. */
  resumeLimit = 20;
  lastPage = 10;
  /** Whether the answer to a post leaves before its event. */
  okFirst = false;
  /** Refuses a command, where it gives an error. */
  refuse: (
    command: Command,
    user: string,
  ) => { code: string; message: string; retryAfter?: number } | undefined = () => undefined;
  /** Commands in the order in which they were served. */
  readonly served: Command[] = [];
  #stamp = Date.parse("2026-01-01T00:00:00.000Z");

  addUser(id: string, name: string = id): User {
    const user = { id, name };
    this.users.set(id, user);
    return user;
  }

  addRoom(id: string, members: string[]): void {
    const room = { id, name: id, epoch: `e-${id}`, log: [], members: new Set(members), read: new Map() };
    this.rooms.set(id, room);
    this.append(room, { type: "room.created", name: id, topic: "", user: null });
    for (const member of members) {
      this.append(room, { type: "member.joined", user: this.user(member) });
      room.read.set(member, { seq: room.log.length, ordinal: 0 });
    }
  }

  user(id: string): User {
    return { ...this.users.get(id)! };
  }

  room(id: string): FakeRoom {
    return this.rooms.get(id)!;
  }

  messages(room: FakeRoom): number {
    return room.log.filter(({ type }) => type === "message.posted").length;
  }

  append(room: FakeRoom, body: Body<LogEvent>): LogEvent {
    const at = new Date(this.#stamp++).toISOString();
    const event = { ...body, room: room.id, seq: room.log.length + 1, at } as LogEvent;
    room.log.push(event);
    this.tell(event, room);
    return event;
  }

  post(author: string, id: string, text: string, clientId: string = crypto.randomUUID()): LogEvent {
    const room = this.room(id);
    const known = room.log.find((event) =>
      event.type === "message.posted" && event.message.author.id === author &&
      event.message.clientId === clientId
    );
    if (known !== undefined) return known;
    const ordinal = this.messages(room) + 1;
    const message = { id: `m${id}${ordinal}`, author: this.user(author), clientId, text, ordinal };
    const event = this.append(room, { type: "message.posted", message });
    this.markRead(author, room, event.seq);
    return event;
  }

  rename(id: string, name: string): void {
    const was = this.users.get(id)!.name;
    this.users.get(id)!.name = name;
    for (const room of this.rooms.values()) {
      if (room.members.has(id)) this.append(room, { type: "member.renamed", user: this.user(id), was });
    }
  }

  join(user: string, id: string): void {
    const room = this.room(id);
    if (room.members.has(user)) return;
    room.members.add(user);
    const event = this.append(room, { type: "member.joined", user: this.user(user) });
    room.read.set(user, { seq: event.seq, ordinal: this.messages(room) });
    for (const line of this.linesOf(user)) {
      line.tell({ type: "room.joined", room: this.describe(room, user) });
    }
  }

  leave(user: string, id: string): void {
    const room = this.room(id);
    if (!room.members.has(user)) return;
    this.append(room, { type: "member.left", user: this.user(user) });
    room.members.delete(user);
    for (const line of this.linesOf(user)) line.tell({ type: "room.left", room: id });
  }

  markRead(user: string, room: FakeRoom, seq: number): ReadMark {
    const ordinal = room.log.slice(0, seq).filter(({ type }) => type === "message.posted").length;
    const known = room.read.get(user) ?? { seq: 0, ordinal: 0 };
    if (seq <= known.seq) return known;
    const mark = { seq, ordinal };
    room.read.set(user, mark);
    for (const line of this.linesOf(user)) line.tell({ type: "read.marked", room: room.id, ...mark });
    return mark;
  }

  /** Tells an event to the members of its room. */
  tell(event: ServerEvent & { room: string }, room: FakeRoom = this.room(event.room)): void {
    for (const line of this.lines) if (room.members.has(line.user)) line.tell(event);
  }

  connect(user: string): FakeLine {
    const line = new FakeLine(this, user);
    this.lines.push(line);
    const rooms = [...this.rooms.values()].filter(({ members }) => members.has(user));
    line.tell({
      type: "welcome",
      protocol: 1,
      user: this.user(user),
      rooms: rooms.map((room) => this.describe(room, user)),
      limits: DEFAULT_LIMITS,
    });
    return line;
  }

  describe(room: FakeRoom, user: string): JoinedRoom {
    const { id, name, epoch, log } = room;
    const read = { ...room.read.get(user)! };
    const online =
      new Set(this.lines.filter((line) => room.members.has(line.user)).map((line) => line.user)).size;
    return { id, name, topic: "", epoch, seq: log.length, messages: this.messages(room), read, online };
  }

  linesOf(user: string): FakeLine[] {
    return this.lines.filter((line) => line.user === user);
  }

  /** Everything that is on its way arrives, both ways, until nothing moves. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2;) {
      await settlePromises();
      let moved = 0;
      for (const line of [...this.lines]) moved += line.serve() + line.deliver();
      quiet = moved === 0 ? quiet + 1 : 0;
    }
  }

  answer(line: FakeLine, command: Command): void {
    this.served.push(command);
    const refusal = this.refuse(command, line.user);
    if (refusal !== undefined) return line.tell({ type: "error", id: command.id, ...refusal });
    const ok = (fields: Sent) => line.tell({ type: "ok", id: command.id, ...fields });
    const { user } = line;
    if (command.type === "ping") {
      const heads = [...this.rooms.values()].filter(({ members }) => members.has(user));
      const pairs = heads.map(({ id, log }) => [id, log.length]);
      return line.tell({ type: "pong", id: command.id, heads: Object.fromEntries(pairs) });
    }
    if (command.type === "resume") {
      return ok({ rooms: command.rooms.map((point) => this.#resume(line, point)) });
    }
    const room = this.rooms.get("room" in command ? command.room ?? "" : "");
    if (room === undefined || (command.type !== "room.join" && !room.members.has(user))) {
      return line.tell({ type: "error", id: command.id, code: "forbidden", message: "no" });
    }
    switch (command.type) {
      case "message.post": {
        const place = line.tellLater(() => this.post(user, room.id, command.text, command.id).seq);
        return place((seq) => ok({ room: room.id, seq }), this.okFirst);
      }
      case "history":
        return ok(page(room.log, command));
      case "room.join":
        this.join(user, room.id);
        return ok({ room: this.describe(room, user) });
      case "room.leave":
        this.leave(user, room.id);
        return ok({ room: room.id });
      case "room.read":
        return ok({ room: room.id, ...this.markRead(user, room, command.seq) });
      case "room.presence":
        return ok({ room: room.id, online: 1, users: [this.user(user)] });
      case "typing":
        return ok({});
    }
  }

  #resume(line: FakeLine, point: { room: string; epoch: string; seq: number }): ResumedRoom {
    const room = this.rooms.get(point.room);
    if (room === undefined || !room.members.has(line.user)) {
      return { room: point.room, epoch: point.epoch, seq: point.seq, outcome: "gone" };
    }
    const { id, epoch, log } = room;
    const seq = log.length;
    if (epoch !== point.epoch || point.seq > seq) return { room: id, epoch, seq, outcome: "reset" };
    const missed = log.slice(point.seq);
    if (missed.length <= this.resumeLimit) {
      for (const event of missed) line.tell(event);
      return { room: id, epoch, seq, outcome: "complete" };
    }
    for (const event of missed.slice(-this.lastPage)) line.tell(event);
    return { room: id, epoch, seq, outcome: "skipped", missed: missed.length - this.lastPage };
  }
}

/** One connection, with the frames that are on their way in both directions. */
export class FakeLine implements WebSocketLike {
  onopen = null;
  onerror = null;
  onmessage: WebSocketLike["onmessage"] = null;
  onclose: WebSocketLike["onclose"] = null;
  readonly user: string;
  readonly toClient: unknown[] = [];
  readonly toServer: string[] = [];
  /** The path is dead: nothing arrives, and nobody is told. */
  dead = false;
  readonly #server: FakeServer;
  #closed = false;

  constructor(server: FakeServer, user: string) {
    this.#server = server;
    this.user = user;
  }

  send(text: string): void {
    if (!this.#closed) this.toServer.push(text);
  }

  close(): void {
    this.#closed = true;
    const index = this.#server.lines.indexOf(this);
    if (index >= 0) this.#server.lines.splice(index, 1);
  }

  /** The server's side. */
  tell(value: unknown): void {
    this.toClient.push(structuredClone(value));
  }

  /** Lets the answer go before or after what `act` tells. */
  tellLater(act: () => number): (answer: (seq: number) => void, first: boolean) => void {
    return (answer, first) => {
      const start = this.toClient.length;
      const seq = act();
      const events = first ? this.toClient.splice(start) : [];
      answer(seq);
      this.toClient.push(...events);
    };
  }

  /** The server reads what has come. Gives the number of frames. */
  serve(): number {
    if (this.dead) return 0;
    const frames = this.toServer.splice(0);
    for (const frame of frames) {
      for (const command of decodeFrame(frame)) {
        if (command instanceof ProtocolError) throw command;
        this.#server.answer(this, command);
      }
    }
    return frames.length;
  }

  /** The client reads up to `count` values, `together` in one frame or each alone. Gives how many. */
  deliver(count = Infinity, together = true): number {
    if (this.dead || this.#closed) return 0;
    const values = this.toClient.splice(0, count);
    if (values.length === 0) return 0;
    const frames = together ? [values.length === 1 ? values[0] : values] : values;
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) } as MessageEvent);
    return values.length;
  }

  /** The connection ends, with all that is on its way. */
  cut(code = 1006): void {
    const { onclose } = this;
    this.close();
    onclose?.({ code } as CloseEvent);
  }
}

function page(log: LogEvent[], anchor: { before?: number; after?: number; limit: number }): Sent {
  const { before, after, limit } = anchor;
  if (after !== undefined) {
    const events = log.slice(after, after + limit);
    return { events, more: after + limit < log.length, asOf: log.length };
  }
  const end = before === undefined ? log.length : before - 1;
  const start = Math.max(0, end - limit);
  return { events: log.slice(start, end), more: start > 0, asOf: log.length };
}
