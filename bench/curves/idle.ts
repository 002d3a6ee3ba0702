import { allOpened } from "../support/part.ts";
import { residentKilobytes } from "../support/proc.ts";
import { costOfPosts, type Curve, withSeeded } from "./curve.ts";

const SPEAKERS = 10;
const ROOM = 100;
const POSTS = 200;
const SECONDS = 4;

/** Ten people talk, more and more others are connected and silent, in rooms of a hundred. */
export const idle: Curve = {
  name: "idle",
  along: "idle connections",
  lines: [{ figure: "cpu", title: "CPU ms a post" }, { figure: "p50", title: "ms to a receiver, p50" }],
  sizes: [0, 100, 1_000, 10_000],
  measure(tools, size) {
    const people = SPEAKERS + size;
    const rooms = 1 + Math.ceil(size / ROOM);
    const roomsOf = (person: number) => [person < SPEAKERS ? 0 : 1 + Math.floor((person - SPEAKERS) / ROOM)];
    return withSeeded(tools, { people, rooms, roomsOf }, async (bout, seeded) => {
      // The speakers first, so that they are the first connections.
      allOpened(await bout.open(SPEAKERS));
      allOpened(await bout.open(people));
      const targets = Array.from(
        { length: SPEAKERS },
        (_, sender) => ({ sender, room: seeded.rooms[0]!.id }),
      );
      const cost = await costOfPosts(bout, { posts: POSTS, seconds: SECONDS, targets, receivers: SPEAKERS });
      return { ...cost, resident: residentKilobytes(bout.running.pid) / 1024 };
    });
  },
  words: (points) => `The server takes ${points.map(({ resident }) => resident!.toFixed(0)).join(" → ")} MB.`,
};
