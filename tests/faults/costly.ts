import { comeAndGo, request, sendFrames, sendRequests, type Target } from "./attack.ts";

/** Something that costs the server more than most, and how a client asks for it again and again. */
export interface Costly {
  name: string;
  /** Asks until `end`; gives how many times. */
  ask(scene: Scene, end: number): Promise<number>;
}

/** What is there to ask for. */
export interface Scene extends Target {
  /** Rooms of the attacker; the first is the one with everyone in it, the second has the longest messages. */
  rooms: readonly string[];
  epochs: ReadonlyMap<string, string>;
  /** Names that are taken. */
  names: readonly string[];
  /** People in as many rooms as one may be in, who can sign out. */
  leavers: string[];
}

const FRAME = 64 * 1024;
const COMMANDS = 100;
let ids = 0;

/** The most costly things that the protocol knows, one by one. */
export const COSTLY: readonly Costly[] = [
  frames("100 pings in a frame, each answered with 200 rooms", () => many(() => ({ type: "ping" }))),
  frames("64 KiB of numbers in an array", () => `[${"1,".repeat(FRAME / 2 - 1)}1]`.slice(-FRAME + 1)),
  frames("64 KiB of brackets", () => "[".repeat(FRAME)),
  frames("64 KiB of brackets, closed", () => "[".repeat(FRAME / 2) + "]".repeat(FRAME / 2)),
  frames("an object of 5,500 fields", () => JSON.stringify(Object.fromEntries(keys(5_500)))),
  frames("100 unknown commands in a frame", () => many(() => ({ type: "nothing" }))),
  frames(
    "100 pages of 100 messages of 4,000 characters in a frame",
    ({ rooms }) => many(() => ({ type: "history", room: rooms[1], limit: 100 })),
  ),
  frames(
    "100 pages around a message in a frame",
    ({ rooms }) => many(() => ({ type: "history", room: rooms[1], limit: 100, around: 250 })),
  ),
  frames("resume of all rooms from their start", (scene) => one(resume(scene, () => 0))),
  frames(
    "resume of 500 messages of 4,000 characters",
    ({ rooms, epochs }) =>
      one({ type: "resume", rooms: [{ room: rooms[1], epoch: epochs.get(rooms[1]!), seq: 2 }] }),
  ),
  frames("resume of all rooms with a wrong epoch", ({ rooms }) =>
    one({
      type: "resume",
      rooms: rooms.map((room) => ({ room, epoch: "another", seq: 1 })),
    })),
  frames(
    "who is here, 100 times in a frame",
    ({ rooms }) => many(() => ({ type: "room.presence", room: rooms[0] })),
  ),
  frames(
    "leaving and joining a room of thousands",
    ({ rooms }) =>
      many((index) => ({ type: index % 2 === 0 ? "room.leave" : "room.join", room: rooms[0] }), 20),
  ),
  frames(
    "read marks in all rooms",
    ({ rooms }) => many((index) => ({ type: "room.read", room: rooms[index]!, seq: 1 + ids % 90 })),
  ),
  frames(
    "100 short messages in a frame",
    ({ rooms }) => many(() => ({ type: "message.post", room: rooms.at(-1), text: "a" })),
  ),
  frames(
    "messages of 4,000 combining marks",
    ({ rooms }) =>
      many(() => ({ type: "message.post", room: rooms.at(-1), text: "e" + "\u0301".repeat(3_999) }), 7),
  ),
  frames(
    "messages of 4,000 invisible characters",
    ({ rooms }) =>
      many(() => ({ type: "message.post", room: rooms.at(-1), text: "\u200b".repeat(4_000) }), 5),
  ),
  { name: "20 connections that come and go", ask: (scene, end) => comeAndGo(scene, end) },
  requests("the list of all rooms", () => ({ path: "/api/rooms" })),
  requests("new people", () => signIn(`new-${++ids}`)),
  requests("names that are taken", ({ names }) => signIn(names[++ids % names.length]!)),
  requests("names of 10,000 characters", () => signIn("é".repeat(10_000))),
  requests("names of letters with marks", () => signIn("ḁ̂".repeat(10) + String(++ids))),
  requests("names of letters that look like others", () => signIn("𝐀𝐝𝐚ﬀ".repeat(6) + String(++ids))),
  requests(
    "another name for someone in 200 rooms",
    () => ({ method: "POST", path: "/api/session", body: JSON.stringify({ username: `other-${++ids}` }) }),
  ),
  requests(
    "pages of messages over HTTP",
    ({ rooms }) => ({ path: `/api/rooms/${rooms[1]}/messages?limit=100` }),
  ),
  requests("a body of 64 KiB of brackets", () => ({
    method: "POST",
    path: "/api/session",
    body: `{"username":${"[".repeat(FRAME / 2 - 16)}${"]".repeat(FRAME / 2 - 16)}}`,
  })),
  requests("a message of 64 KiB over HTTP", ({ rooms }) => ({
    method: "POST",
    path: `/api/rooms/${rooms[0]}/messages`,
    body: JSON.stringify({ id: `h${++ids}`, text: "x".repeat(FRAME - 64) }),
  })),
  requests("figures", () => ({ path: "/metrics", token: null })),
  requests("the page", () => ({ path: "/", token: null })),
  requests("a file of the page", () => ({ path: "/index.css", token: null })),
  {
    name: "people in 200 rooms who sign out, all at once",
    async ask(scene) {
      const { leavers } = scene;
      const gone = leavers.splice(0, 10);
      await Promise.all(
        gone.map((token) => request(scene, { method: "DELETE", path: "/api/session", token })),
      );
      return gone.length;
    },
  },
];

function frames(name: string, makeFrame: (scene: Scene) => string): Costly {
  return { name, ask: (scene, end) => sendFrames(scene, () => makeFrame(scene), end) };
}

function requests(name: string, makeAsk: (scene: Scene) => Parameters<typeof request>[1]): Costly {
  return { name, ask: (scene, end) => sendRequests(scene, () => makeAsk(scene), end) };
}

function many(makeCommand: (index: number) => Record<string, unknown>, count = COMMANDS): string {
  return JSON.stringify(
    Array.from({ length: count }, (_, index) => ({ ...makeCommand(index), id: `c${++ids}` })),
  );
}

function one(command: Record<string, unknown>): string {
  return JSON.stringify({ ...command, id: `c${++ids}` });
}

function resume({ rooms, epochs }: Scene, seqOf: (room: string) => number): Record<string, unknown> {
  const points = rooms.map((room) => ({ room, epoch: epochs.get(room), seq: seqOf(room) }));
  return { type: "resume", rooms: points };
}

function keys(count: number): [string, number][] {
  return Array.from({ length: count }, (_, index) => [`k${index}`, 1]);
}

function signIn(username: string): Parameters<typeof request>[1] {
  return { method: "POST", path: "/api/session", token: null, body: JSON.stringify({ username }) };
}
