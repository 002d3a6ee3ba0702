import type { Chat } from "../chat/chat.ts";
import { Deadlines } from "../chat/deadlines.ts";
import type { Person } from "../chat/person.ts";
import { topicOfSession, topicOfUser } from "../chat/topics.ts";
import { mayBeUnread, readAllUnread } from "../chat/unread.ts";
import type { Logs } from "../log/setup.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Unread } from "../protocol/models.ts";
import { decodeFrame } from "../protocol/codec.ts";
import { Connection, type SlowReaderLimit, type Transport } from "./connection.ts";
import { dispatchFrame, type DispatchParts } from "./dispatch.ts";
import type { FairTurns } from "./fair_turns.ts";
import type { RecentEvents } from "./recent.ts";
import type { Registry } from "./registry.ts";

/** Who comes in through a socket. */
export interface Arrival {
  person: Person;
  tokenHash: string;
  /** The token of a session that was made for this connection. */
  token?: string;
  address: string;
}

type Unreads = ReadonlyMap<string, Unread>;

interface Parts {
  chat: Chat;
  logs: Logs;
  metrics: Metrics;
  registry: Registry;
  recent: RecentEvents;
  slowReader: SlowReaderLimit;
  turns: FairTurns;
  /** Names the page that this server sends. */
  build: string;
}

/** What all sockets share. */
interface Shared extends Parts {
  dispatchParts: DispatchParts;
  opening: Deadlines<Connection>;
}

/** Seconds without a sign of life after which the runtime ends a socket; it pings at half of them. */
const IDLE_TIMEOUT = 30;
/** Milliseconds in which a socket must open. Where the other end hangs up before, the runtime tells nothing, ever. */
const OPENING_TIMEOUT = 5_000;

let count = 0;

/** Gives what makes the socket of a request into a connection of the person who arrives. */
export function createUpgrade(parts: Parts): (request: Request, arrival: Arrival) => Response {
  const shared: Shared = {
    ...parts,
    dispatchParts: createDispatchParts(parts),
    opening: new Deadlines(OPENING_TIMEOUT, (connection) => connection.neverOpened()),
  };
  return function upgrade(request, arrival) {
    const agent = request.headers.get("User-Agent")?.slice(0, 200);
    const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: IDLE_TIMEOUT });
    socket.binaryType = "arraybuffer";
    const { connection } = new Wire(shared, socket, { arrival, agent });
    shared.opening.begin(connection);
    parts.registry.add(connection);
    parts.chat.people.arrive(arrival.person);
    return response;
  };
}

/** The socket under a connection: one object for all its events, as thousands are open at once. */
class Wire implements Transport, EventListenerObject {
  readonly connection: Connection;
  readonly #shared: Shared;
  readonly #socket: WebSocket;
  /** What only the opening needs. */
  #coming: { token?: string; agent?: string } | undefined;

  constructor(shared: Shared, socket: WebSocket, coming: { arrival: Arrival; agent?: string }) {
    const { person, tokenHash, address, token } = coming.arrival;
    this.#shared = shared;
    this.#socket = socket;
    this.#coming = { token, agent: coming.agent };
    this.connection = new Connection({
      id: `c${(++count).toString(36)}`,
      person,
      tokenHash,
      address,
      transport: this,
      slowReader: shared.slowReader,
    });
    for (const type of EVENTS) socket.addEventListener(type, this);
  }

  send(frame: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  buffered(): number {
    return this.#socket.bufferedAmount;
  }

  /** What is thrown in a socket's handler would end the process. */
  handleEvent(event: Event): void {
    try {
      this.#handle(event);
    } catch (error) {
      this.#fail(DOING[event.type] ?? event.type, error);
    }
  }

  ended(code: number, reason: string): void {
    const { opening, registry, chat, metrics, logs } = this.#shared;
    const { id, person, openedAt, counts } = this.connection;
    opening.end(this.connection);
    registry.remove(this.connection);
    chat.people.depart(person);
    metrics.connectionsClosed.inc({ code: String(code) });
    logs.websocket("close", {
      connection: id,
      user: person.user.id,
      code,
      reason,
      seconds: Math.round(performance.now() - openedAt) / 1000,
      ...counts,
    });
  }

  /** The runtime may keep a broken socket until its idle timer ends: without what was heard through it. */
  gone(): void {
    for (const type of EVENTS) this.#socket.removeEventListener(type, this);
    this.#shared.registry.release(this.connection);
  }

  #handle(event: Event): void {
    switch (event.type) {
      case "open":
        return this.#open();
      case "message":
        return this.#receive((event as MessageEvent).data);
      case "close": {
        const { code, reason } = event as CloseEvent;
        return this.connection.socketClosed(code === 0 ? 1006 : code, reason);
      }
      case "error":
        return this.connection.socketClosed(1006, "connection lost");
    }
  }

  #open(): void {
    this.#shared.opening.end(this.connection);
    const coming = this.#coming;
    this.#coming = undefined;
    // It may have been ended before it opened, which closes nothing.
    if (this.connection.ended) return this.#socket.close(1001);
    const { chat } = this.#shared;
    const { person } = this.connection;
    const welcome = (unread: Unreads) => open(this.#shared, this.connection, { ...coming, unread });
    if (![...person.rooms].some((room) => mayBeUnread(chat, person, room))) return welcome(new Map());
    readAllUnread(chat, person)
      .then((unread) => this.connection.ended || welcome(unread))
      .catch((error) => this.#fail("opening", error));
  }

  #receive(data: unknown): void {
    const { connection } = this;
    const { chat, turns } = this.#shared;
    if (connection.ended) return;
    if (typeof data !== "string") return connection.end(1003);
    if (exceeds(data, chat.limits.frame)) return connection.end(1009);
    turns.run(connection.person.user.id, data.length, () => this.#serve(data));
  }

  /** Its turn may come when the connection is over. */
  #serve(frame: string): void {
    try {
      if (!this.connection.ended) {
        dispatchFrame(this.#shared.dispatchParts, this.connection, decodeFrame(frame));
      }
    } catch (error) {
      this.#fail("serving a frame", error);
    }
  }

  #fail(doing: string, error: unknown): void {
    this.#shared.metrics.errors.inc({ where: "websocket" });
    this.#shared.logs.error(doing, error, { connection: this.connection.id });
    this.connection.end(1011);
  }
}

const EVENTS = ["open", "message", "close", "error"];

const DOING: Record<string, string> = {
  open: "opening",
  message: "reading a frame",
  close: "closing",
  error: "failing",
};

function open(
  { chat, registry, logs, metrics, build }: Parts,
  connection: Connection,
  { token, agent, unread }: { token?: string; agent?: string; unread: Unreads },
): void {
  const { person, tokenHash } = connection;
  registry.subscribe(connection, topicOfUser(person.user.id));
  registry.subscribe(connection, topicOfSession(tokenHash));
  for (const room of person.rooms) registry.subscribeRoom(connection, room);
  connection.send({
    type: "welcome",
    protocol: 1,
    user: person.user,
    session: token,
    rooms: chat.people.joinedRooms(person, unread),
    limits: chat.limits,
    blocked: person.blocked.size === 0 ? undefined : [...person.blocked.values()],
    build,
  });
  metrics.connectionsOpened.inc();
  logs.websocket("open", {
    connection: connection.id,
    user: person.user.id,
    address: connection.address,
    agent,
  });
}

function createDispatchParts({ chat, logs, metrics, recent }: Parts): DispatchParts {
  return {
    chat,
    recent,
    onMessage(connection, { room, seq, messageId, repeated }) {
      if (!repeated) metrics.messages.inc();
      logs.websocket("message", {
        connection: connection.id,
        user: connection.person.user.id,
        room,
        message: messageId,
        seq,
        repeated: repeated || undefined,
      });
    },
    onRefused: ({ code, limit = "" }) => metrics.refused.inc({ code, limit }),
    onError(error, doing, connection) {
      metrics.errors.inc({ where: "websocket" });
      logs.error(doing, error, { connection: connection.id });
    },
  };
}

const encoder = new TextEncoder();

/** Whether a text has more than so many bytes in UTF-8. */
function exceeds(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && encoder.encode(text).length > bytes);
}
