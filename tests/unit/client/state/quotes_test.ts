import { assertEquals } from "@std/assert";
import { Quotes } from "../../../../src/client/state/quotes.ts";
import type { HistoryPage } from "../../../../src/protocol/commands.ts";
import type { LogEvent } from "../../../../src/protocol/events.ts";
import type { Message } from "../../../../src/protocol/models.ts";

const ada = { id: "u1", name: "ada" };
const LOGGED = { room: "r", at: "2026-01-01T00:00:00.000Z" };

function message(text: string): Message {
  return { id: "m1", author: ada, clientId: "k1", text, ordinal: 1 };
}

function edit(seq: number, text: string) {
  return { type: "message.edited", ...LOGGED, seq, message: 5, text, user: ada } as const;
}

function setUp(known?: { message: Message; asOf: number }) {
  const answers: PromiseWithResolvers<HistoryPage>[] = [];
  const quotes = new Quotes({
    find: () => known,
    history() {
      const answer = Promise.withResolvers<HistoryPage>();
      answers.push(answer);
      return answer.promise;
    },
  });
  const answer = async (event: LogEvent, asOf: number) => {
    answers.shift()!.resolve({ events: [event], more: true, asOf });
    await Promise.resolve().then(() => {}).then(() => {});
  };
  return { quotes, answers, answer };
}

Deno.test("Quotes takes what is loaded anyway, and follows its changes", () => {
  const { quotes, answers } = setUp({ message: message("one"), asOf: 7 });
  const quoted = quotes.get(5);
  assertEquals(quoted.value, message("one"));
  quotes.change(edit(7, "older"));
  assertEquals(quoted.value, message("one"));
  quotes.change(edit(8, "two"));
  assertEquals((quoted.value as Message).text, "two");
  quotes.change({ type: "message.deleted", ...LOGGED, seq: 9, message: 5, user: ada });
  assertEquals(quoted.value, { ...message(""), deleted: true });
  assertEquals(answers.length, 0);
});

Deno.test("Quotes asks once for what is not loaded, and misses no change that comes meanwhile", async () => {
  const { quotes, answers, answer } = setUp();
  const quoted = quotes.get(5);
  assertEquals([quoted.value, quotes.get(5) === quoted, answers.length], [undefined, true, 1]);
  quotes.change(edit(8, "in the page"));
  quotes.change(edit(9, "newest"));
  await answer({ type: "message.posted", ...LOGGED, seq: 5, message: message("as of 8") }, 8);
  assertEquals((quoted.value as Message).text, "newest");
});

Deno.test("Quotes says where there is no such message, and asks again where it got no answer", async () => {
  const { quotes, answers, answer } = setUp();
  const quoted = quotes.get(5);
  answers.shift()!.reject(new Error("lost"));
  await Promise.resolve().then(() => {}).then(() => {});
  quotes.get(5);
  await answer({ type: "member.joined", ...LOGGED, seq: 5, user: ada }, 8);
  assertEquals(quoted.value, "missing");
});
