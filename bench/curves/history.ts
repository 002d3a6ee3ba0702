import { readAll, READERS } from "../parts/history.ts";
import { type Curve, withSeeded } from "./curve.ts";

const POSTS = 200;
const SECONDS = 3;

/** One room with more and more messages. */
export const history: Curve = {
  name: "history",
  along: "messages in the room",
  lines: [
    { figure: "page", title: "ms a page of 50, p50" },
    { figure: "post", title: "ms to an acknowledgement, p50" },
    { figure: "resume", title: "ms a resume of 1,000, read from disk" },
  ],
  sizes: [1_100, 10_000, 100_000, 1_000_000],
  more: [10_000_000],
  measure: (tools, size) =>
    withSeeded(tools, { people: READERS, rooms: 1, messages: size }, async (bout, seeded) => {
      const { page_p50, page_p99, resume_first } = await readAll(bout, seeded);
      const posted = await bout.generator.tell("acknowledge", {
        seconds: SECONDS,
        senders: READERS,
        room: seeded.rooms[0]!.id,
        rate: POSTS,
      });
      return {
        page: page_p50!,
        page_p99: page_p99!,
        resume: resume_first!,
        post: posted.p50,
        post_p99: posted.p99,
      };
    }),
};
