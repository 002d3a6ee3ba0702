import { assert, assertEquals } from "@std/assert";
import type { ServerEvent } from "../../src/protocol/events.ts";
import type { Listener, PubSub } from "../../src/pubsub/pubsub.ts";

interface PubSubCase {
  promise: string;
  test(pubsub: PubSub): Promise<void>;
}

function typing(name: string): ServerEvent {
  return { type: "typing", room: "lobby", user: { id: "u1", name } };
}

/** A listener that keeps what it heard. */
function listener(): { heard: ServerEvent[][]; listen: Listener } {
  const heard: ServerEvent[][] = [];
  return { heard, listen: (events) => void heard.push([...events]) };
}

const CASES: PubSubCase[] = [
  {
    promise: "the publisher's own subscribers have the batch before publish() returns, whole and in order",
    async test(pubsub) {
      const one = listener();
      await pubsub.subscribe("room:lobby", one.listen);
      const publishing = pubsub.publish("room:lobby", [typing("a"), typing("b")]);
      assertEquals(one.heard, [[typing("a"), typing("b")]]);
      await publishing;
      assertEquals(one.heard.length, 1);
    },
  },
  {
    promise: "everyone subscribed to the topic hears it once, no one else does",
    async test(pubsub) {
      const [one, two, other] = [listener(), listener(), listener()];
      await pubsub.subscribe("room:lobby", one.listen);
      await pubsub.subscribe("room:lobby", one.listen);
      await pubsub.subscribe("room:lobby", two.listen);
      await pubsub.subscribe("room:lobby2", other.listen);
      await pubsub.publish("room:lobby", [typing("a")]);
      assertEquals([one.heard.length, two.heard.length, other.heard.length], [1, 1, 0]);
    },
  },
  {
    promise: "batches come in the order of publishing",
    async test(pubsub) {
      const one = listener();
      await pubsub.subscribe("room:lobby", one.listen);
      const names = Array.from({ length: 100 }, (_, index) => `${index}`);
      await Promise.all(names.map((name) => pubsub.publish("room:lobby", [typing(name)])));
      assertEquals(one.heard, names.map((name) => [typing(name)]));
    },
  },
  {
    promise: "publish() to a topic that nobody hears is kept for nobody",
    async test(pubsub) {
      await pubsub.publish("room:lobby", [typing("a")]);
      const one = listener();
      await pubsub.subscribe("room:lobby", one.listen);
      await pubsub.publish("room:tea", [typing("b")]);
      assertEquals(one.heard, []);
    },
  },
  {
    promise: "who unsubscribed hears nothing more, the others do",
    async test(pubsub) {
      const [one, two] = [listener(), listener()];
      await pubsub.subscribe("room:lobby", one.listen);
      await pubsub.subscribe("room:lobby", two.listen);
      await pubsub.unsubscribe("room:lobby", one.listen);
      await pubsub.unsubscribe("room:lobby", one.listen);
      await pubsub.unsubscribe("room:tea", two.listen);
      await pubsub.publish("room:lobby", [typing("a")]);
      assertEquals([one.heard.length, two.heard.length], [0, 1]);
      await pubsub.subscribe("room:lobby", one.listen);
      await pubsub.publish("room:lobby", [typing("b")]);
      assertEquals([one.heard.length, two.heard.length], [1, 2]);
    },
  },
  {
    promise: "a listener may subscribe, unsubscribe and publish while it hears",
    async test(pubsub) {
      const [one, late] = [listener(), listener()];
      const answers: Promise<void>[] = [];
      const busy: Listener = (events) => {
        answers.push(pubsub.unsubscribe("room:lobby", busy), pubsub.subscribe("room:lobby", late.listen));
        answers.push(pubsub.publish("room:tea", events));
      };
      const tea = listener();
      await pubsub.subscribe("room:tea", tea.listen);
      await pubsub.subscribe("room:lobby", busy);
      await pubsub.subscribe("room:lobby", one.listen);
      await pubsub.publish("room:lobby", [typing("a")]);
      await Promise.all(answers);
      await pubsub.publish("room:lobby", [typing("b")]);
      assertEquals([one.heard.length, tea.heard.length], [2, 1]);
      assertEquals(late.heard.at(-1), [typing("b")]);
      assertEquals(answers.length, 3);
    },
  },
  {
    promise: "a listener that throws is reported, and keeps nobody from hearing",
    async test(pubsub) {
      const reported: string[] = [];
      const onError = (event: ErrorEvent) => {
        event.preventDefault();
        reported.push(event.error.message);
      };
      addEventListener("error", onError);
      try {
        const one = listener();
        await pubsub.subscribe("room:lobby", () => {
          throw new Error("no");
        });
        await pubsub.subscribe("room:lobby", one.listen);
        await pubsub.publish("room:lobby", [typing("a")]);
        assertEquals([one.heard.length, reported], [1, ["no"]]);
      } finally {
        removeEventListener("error", onError);
      }
    },
  },
  {
    promise: "after close() nobody hears anything, and publish() still resolves",
    async test(pubsub) {
      const one = listener();
      await pubsub.subscribe("room:lobby", one.listen);
      await pubsub.close();
      await pubsub.publish("room:lobby", [typing("a")]);
      await pubsub.close();
      assert(one.heard.length === 0);
    },
  },
];

/** What every bus promises to its own process, as tests. */
export function testPubSub(name: string, open: () => PubSub | Promise<PubSub>): void {
  for (const { promise, test } of CASES) {
    Deno.test(`${name} pubsub: ${promise}`, async () => {
      const pubsub = await open();
      try {
        await test(pubsub);
      } finally {
        await pubsub.close();
      }
    });
  }
}
