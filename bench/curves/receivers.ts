import { allOpened } from "../support/part.ts";
import { costOfPosts, type Curve, withSeeded } from "./curve.ts";

const POSTS = 5;
const SECONDS = 4;

/** One room, more and more people in it. */
export const receivers: Curve = {
  name: "receivers",
  along: "receivers of a post",
  lines: [{ figure: "cpu", title: "CPU ms a post" }, { figure: "p50", title: "ms to a receiver, p50" }],
  sizes: [10, 100, 1_000, 10_000],
  measure: (tools, size) =>
    withSeeded(tools, { people: size, rooms: 1 }, async (bout, { rooms }) => {
      allOpened(await bout.open(size));
      const targets = Array.from({ length: 10 }, (_, sender) => ({ sender, room: rooms[0]!.id }));
      return await costOfPosts(bout, { posts: POSTS, seconds: SECONDS, targets });
    }),
  words: (points) =>
    `A delivery costs ${points.map(({ cpu, size }) => (cpu! / size! * 1000).toFixed(1)).join(" → ")} µs.`,
};
