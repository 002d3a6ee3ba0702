import { allOpened } from "../support/part.ts";
import { metric } from "../support/metric.ts";
import { costOfPosts, type Curve, withSeeded } from "./curve.ts";

const READERS = 100;
/** Enough to fill the kernel's buffers, which take 4 MB of each before the server notices. */
const POSTS = 2_000;
const SECONDS = 12;
/** Seconds that they have to catch up: fewer than by default, so that their end is part of it. */
const GRACE = 3;

/** A hundred people who read, and more and more who have stopped to. */
export const slow: Curve = {
  name: "slow",
  along: "readers that have stopped, beside 100 that read",
  lines: [
    { figure: "cpu", title: "CPU ms a post" },
    { figure: "p50", title: "ms to those who read, p50" },
    { figure: "p99", title: "p99" },
  ],
  sizes: [0, 1, 10, 100],
  measure: (tools, size) =>
    withSeeded(tools, {
      people: READERS + size,
      rooms: 1,
      settings: { SLOW_READER_GRACE: String(GRACE) },
    }, async (bout, { rooms }) => {
      allOpened(await bout.open(READERS + size));
      await bout.generator.tell("pause", { count: size });
      const targets = Array.from({ length: 10 }, (_, sender) => ({ sender, room: rooms[0]!.id }));
      const cost = await costOfPosts(bout, { posts: POSTS, seconds: SECONDS, targets });
      const sentAway = await metric(bout.running.port, `parley_connections_closed_total{code="4008"}`);
      return { ...cost, sent_away: sentAway || 0 };
    }),
  words(points) {
    const megabytes = points.map((point) => point.megabytes!.toFixed(0)).join(" → ");
    const percent = (one: number) => Math.round((points[one]!.cpu! / points[0]!.cpu! - 1) * 100);
    return `One adds ${percent(1)} % to the CPU of a post, a hundred ${
      percent(3)
    } %. In ${SECONDS} s at ${POSTS} posts/s the server's memory grew by ${megabytes} MB; ${
      points.map((point) => point.sent_away).join(" → ")
    } were sent away, ${GRACE} s after they were found to be behind.`;
  },
};
