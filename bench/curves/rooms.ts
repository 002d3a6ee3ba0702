import { allOpened } from "../support/part.ts";
import { costOfPosts, type Curve, withSeeded } from "./curve.ts";

const PEOPLE = 3;
/** A person is in at most so many rooms. */
const ROOMS = 200;
const POSTS = 200;
const SECONDS = 4;

/** More and more rooms of three people, posts to all of them in turn. */
export const rooms: Curve = {
  name: "rooms",
  along: "rooms, three people in each",
  lines: [{ figure: "cpu", title: "CPU ms a post" }, { figure: "p50", title: "ms to a receiver, p50" }],
  sizes: [1, 10, 100, 1_000, 10_000],
  measure(tools, size) {
    const people = PEOPLE * Math.ceil(size / ROOMS);
    const roomsOf = (person: number) => {
      const first = Math.floor(person / PEOPLE) * ROOMS;
      return Array.from({ length: Math.min(ROOMS, size - first) }, (_, index) => first + index);
    };
    return withSeeded(tools, { people, rooms: size, roomsOf }, async (bout, seeded) => {
      allOpened(await bout.open(people));
      const targets = seeded.rooms.map(({ id }, index) => ({
        sender: Math.floor(index / ROOMS) * PEOPLE + index % PEOPLE,
        room: id,
      }));
      // Neighbours in the list share their people: a stride takes posts all over the rooms.
      const spread = targets.map((_, index) => targets[(index * 7_919) % targets.length]!);
      return await costOfPosts(bout, { posts: POSTS, seconds: SECONDS, targets: spread, receivers: PEOPLE });
    });
  },
};
