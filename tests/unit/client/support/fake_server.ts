import type { Command, ResumedRoom } from "../../../../src/protocol/commands.ts";
import type { LogEvent, ServerEvent } from "../../../../src/protocol/events.ts";
import { DEFAULT_LIMITS } from "../../../../src/protocol/limits.ts";
import type {
  JoinedRoom,
  Message,
  ReadMark,
  ThreadState,
  Unread,
  User,
} from "../../../../src/protocol/models.ts";
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
  readonly threadReads = new Map<string, number>();
  /** Unread messages that are named because they call somebody, at most. */
  mostMentioned = 100;
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
    return room.log.filter(isMessage).length;
  }

  append(room: FakeRoom, body: Body<LogEvent>): LogEvent {
    const at = new Date(this.#stamp++).toISOString();
    const event = { ...body, room: room.id, seq: room.log.length + 1, at } as LogEvent;
    room.log.push(event);
    this.tell(event, room);
    return event;
  }

  post(
    author: string,
    id: string,
    text: string,
    { clientId = crypto.randomUUID(), mentions, thread }: {
      clientId?: string;
      mentions?: string[] | undefined;
      thread?: number | undefined;
    } = {},
  ): LogEvent {
    const room = this.room(id);
    const known = room.log.find((event) =>
      event.type === "message.posted" && event.message.author.id === author &&
      event.message.clientId === clientId
    );
    if (known !== undefined) return known;
    const ordinal = this.messages(room) + (thread === undefined ? 1 : 0);
    const called = { ...(mentions && { mentions }), ...(thread !== undefined && { thread }) };
    const message = { id: `m${id}${ordinal}`, author: this.user(author), clientId, text, ordinal, ...called };
    return this.append(room, { type: "message.posted", message });
  }

  edit(author: string, id: string, message: number, text: string, mentions?: string[]): void {
    const called = mentions && { mentions };
    this.append(this.room(id), { type: "message.edited", message, text, user: this.user(author), ...called });
  }

  delete(author: string, id: string, message: number): void {
    const posted = this.room(id).log[message - 1]!;
    const thread = posted.type === "message.posted" ? posted.message.thread : undefined;
    const about = { message, user: this.user(author), ...(thread !== undefined && { thread }) };
    this.append(this.room(id), { type: "message.deleted", ...about });
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

  markRead(user: string, room: FakeRoom, seq: number): ReadMark & Unread {
    const known = room.read.get(user) ?? { seq: 0, ordinal: 0 };
    if (seq <= known.seq) return { ...known, ...this.unread(user, room) };
    return this.setRead(user, room, { seq });
  }

  /** Sets the mark, forward or back, and tells the person's other tabs. */
  setRead(user: string, room: FakeRoom, { seq, back }: { seq: number; back?: true }): ReadMark & Unread {
    const ordinal = room.log.slice(0, seq).filter(isMessage).length;
    room.read.set(user, { seq, ordinal });
    const now = { seq, ordinal, ...this.unread(user, room) };
    for (const line of this.linesOf(user)) {
      line.tell({ type: "read.marked", room: room.id, ...now, ...(back && { back }) });
    }
    return now;
  }

  /** The replies in a thread that are not deleted. */
  replies(room: FakeRoom, message: number): LogEvent[] {
    const deleted = room.log.flatMap((event) => event.type === "message.deleted" ? [event.message] : []);
    return room.log.filter((event) =>
      event.type === "message.posted" && event.message.thread === message && !deleted.includes(event.seq)
    );
  }

  /** How somebody stands to a thread, who follows all of them. */
  threadMark(user: string, room: FakeRoom, message: number): ThreadState {
    const read = this.threadReads.get(`${user} ${room.id} ${message}`) ?? message;
    const unread =
      this.replies(room, message).filter((event) =>
        event.type === "message.posted" && event.seq > read && event.message.author.id !== user
      ).length;
    return { room: room.id, message, read, follows: true, unread, asOf: room.log.length };
  }

  /** A full recount of what the person has not read. */
  unread(user: string, room: FakeRoom): Unread {
    const mark = room.read.get(user)!.seq;
    const messages = new Map<number, boolean>();
    for (const event of room.log) {
      if (isMessage(event) && event.message.author.id !== user && event.seq > mark) {
        messages.set(event.seq, event.message.mentions?.includes(user) ?? false);
      } else if (event.type === "message.edited" && messages.has(event.message)) {
        messages.set(event.message, event.mentions?.includes(user) ?? false);
      } else if (event.type === "message.deleted") messages.delete(event.message);
    }
    const mentioned = [...messages].filter(([, called]) => called).map(([seq]) => seq);
    const counts = { asOf: room.log.length, unread: messages.size, mentions: mentioned.length };
    return mentioned.length > 0 ? { ...counts, mentioned: mentioned.slice(-this.mostMentioned) } : counts;
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
    const { unread, mentions, mentioned } = this.unread(user, room);
    const messages = this.messages(room);
    const all = { id, name, topic: "", epoch, seq: log.length, messages, read, online, unread };
    return mentioned === undefined ? all : { ...all, mentions, mentioned };
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
    if (command.type === "deletions") {
      return ok({ rooms: command.rooms.flatMap((point) => this.#deletions(user, point)) });
    }
    if (command.type === "mentions") return ok({ events: [] });
    if (command.type === "threads") {
      const roots = [...this.rooms.values()].flatMap((room) =>
        [
          ...new Set(
            room.log.flatMap((event) => event.type === "message.posted" ? event.message.thread ?? [] : []),
          ),
        ]
          .map((root) => this.threadMark(user, room, root))
      );
      return ok({ threads: roots });
    }
    const room = this.rooms.get("room" in command ? command.room ?? "" : "");
    if (room === undefined || (command.type !== "room.join" && !room.members.has(user))) {
      return line.tell({ type: "error", id: command.id, code: "forbidden", message: "no" });
    }
    switch (command.type) {
      case "message.post": {
        const place = line.tellLater(() =>
          this.post(user, room.id, command.text, { clientId: command.id, thread: command.thread }).seq
        );
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
      case "thread": {
        const [root, replies] = [room.log[command.message - 1], this.replies(room, command.message)];
        const events = [root, ...replies.slice(-command.limit)];
        return ok({
          events,
          more: replies.length > command.limit,
          ...this.threadMark(user, room, command.message),
        });
      }
      case "thread.read":
        this.threadReads.set(`${user} ${room.id} ${command.message}`, command.seq);
        return ok({ ...this.threadMark(user, room, command.message) });
      case "room.unread":
        return ok({ room: room.id, ...this.setRead(user, room, { seq: command.seq - 1, back: true }) });
      case "room.presence":
        return ok({ room: room.id, online: 1, users: [this.user(user)] });
      case "typing":
        return ok({});
    }
  }

  #deletions(user: string, point: { room: string; epoch: string; seq: number }) {
    const room = this.rooms.get(point.room);
    if (!room?.members.has(user) || room.epoch !== point.epoch) return [];
    const newer = room.log.slice(point.seq).filter((event) => event.type === "message.deleted");
    return [{ room: room.id, messages: newer.map(({ message }) => message) }];
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

/** Whether it is a message of the room itself. */
function isMessage(event: LogEvent): event is LogEvent & { message: Message } {
  return event.type === "message.posted" && event.message.thread === undefined;
}
