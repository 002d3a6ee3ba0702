import type { Chat } from "../chat/chat.ts";
import type { Person } from "../chat/person.ts";
import { topicOfSession, topicOfUser } from "../chat/topics.ts";
import type { Logs } from "../log/setup.ts";
import type { Metrics } from "../metrics/metrics.ts";
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

interface Parts {
  chat: Chat;
  logs: Logs;
  metrics: Metrics;
  registry: Registry;
  recent: RecentEvents;
  slowReader: SlowReaderLimit;
  turns: FairTurns;
}

/** Seconds without a sign of life after which the runtime ends a socket; it pings at half of them. */
const IDLE_TIMEOUT = 30;
/** Milliseconds in which a socket must open. Where the other end hangs up before, the runtime tells nothing, ever. */
const OPENING_TIMEOUT = 5_000;

let count = 0;

/** Makes the socket of a request into a connection of the person who arrives. */
export function upgrade(parts: Parts, request: Request, arrival: Arrival): Response {
  const agent = request.headers.get("User-Agent")?.slice(0, 200);
  const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: IDLE_TIMEOUT });
  socket.binaryType = "arraybuffer";
  const id = `c${(++count).toString(36)}`;
  const connection = new Connection({
    ...arrival,
    id,
    transport: transportOf(socket),
    slowReader: parts.slowReader,
    onEnd,
  });
  const opening = setTimeout(() => connection.neverOpened(), OPENING_TIMEOUT);
  socket.addEventListener("open", () => clearTimeout(opening));
  parts.registry.add(connection);
  parts.chat.people.arrive(arrival.person);
  wire(parts, { socket, connection, token: arrival.token, agent });
  return response;

  function onEnd(_: Connection, code: number, reason: string): void {
    clearTimeout(opening);
    parts.registry.remove(connection);
    parts.chat.people.depart(arrival.person);
    parts.metrics.connectionsClosed.inc({ code: String(code) });
    parts.logs.websocket("close", {
      connection: id,
      user: arrival.person.user.id,
      code,
      reason,
      seconds: Math.round(performance.now() - connection.openedAt) / 1000,
      ...connection.counts,
    });
  }
}

/** The socket's events, each guarded: what is thrown in a handler would end the process. */
function wire(
  parts: Parts,
  { socket, connection, token, agent }: {
    socket: WebSocket;
    connection: Connection;
    token?: string;
    agent?: string;
  },
): void {
  const dispatchParts = createDispatchParts(parts);
  const maxFrame = parts.chat.limits.frame;
  const serve = guard("serving a frame", (data: string) => {
    if (!connection.ended) dispatchFrame(dispatchParts, connection, decodeFrame(data));
  });
  socket.onopen = guard("opening", () => {
    // It may have been ended before it opened, which closes nothing.
    if (connection.ended) socket.close(1001);
    else open(parts, connection, { token, agent });
  });
  socket.onmessage = guard("reading a frame", ({ data }: MessageEvent) => receive(data));
  socket.onclose = guard(
    "closing",
    ({ code, reason }: CloseEvent) => connection.socketClosed(code === 0 ? 1006 : code, reason),
  );
  socket.onerror = guard("failing", () => connection.socketClosed(1006, "connection lost"));

  function receive(data: unknown): void {
    if (connection.ended) return;
    if (typeof data !== "string") return connection.end(1003);
    if (data.length > maxFrame || (data.length * 3 > maxFrame && byteLength(data) > maxFrame)) {
      return connection.end(1009);
    }
    parts.turns.run(connection.person.user.id, data.length, () => serve(data));
  }

  function guard<E>(doing: string, handle: (event: E) => void): (event: E) => void {
    return (event) => {
      try {
        handle(event);
      } catch (error) {
        parts.metrics.errors.inc({ where: "websocket" });
        parts.logs.error(doing, error, { connection: connection.id });
        connection.end(1011);
      }
    };
  }
}

function open(
  { chat, registry, logs, metrics }: Parts,
  connection: Connection,
  { token, agent }: { token?: string; agent?: string },
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
    rooms: chat.people.joinedRooms(person),
    limits: chat.limits,
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
    onRefused: (code) => metrics.refused.inc({ code }),
    onError(error, doing, connection) {
      metrics.errors.inc({ where: "websocket" });
      logs.error(doing, error, { connection: connection.id });
    },
  };
}

function transportOf(socket: WebSocket): Transport {
  return {
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    close: (code, reason) => socket.close(code, reason),
    buffered: () => socket.bufferedAmount,
  };
}

const encoder = new TextEncoder();

function byteLength(text: string): number {
  return encoder.encode(text).length;
}
