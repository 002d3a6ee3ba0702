import { assert, assertEquals } from "@std/assert";
import { CHALLENGE_LIFE, Challenges } from "../../../src/chat/passkeys/challenges.ts";

const SITE = { id: "localhost", origin: "http://localhost:8000" };
const ADA = { owner: "ada", site: SITE };

Deno.test("a challenge is 32 random bytes, good once, for whom it was made, for five minutes", () => {
  const challenges = new Challenges();
  const [first, second] = [challenges.make(ADA, 0), challenges.make(ADA, 0)];
  assert(/^[\w-]{43}$/.test(first) && first !== second, first);
  assertEquals(challenges.take(first, "bo", 1), undefined);
  assertEquals(challenges.take(first, "ada", 1)?.site, SITE);
  assertEquals(challenges.take(first, "ada", 1), undefined);
  assertEquals(challenges.take(second, "ada", CHALLENGE_LIFE), undefined);
  assertEquals(CHALLENGE_LIFE, 300_000);
});

Deno.test("challenges that nobody answers are forgotten: those that have run out, and above ten thousand the oldest", () => {
  const challenges = new Challenges();
  const first = challenges.make(ADA, 0);
  for (let n = 1; n < 10_000; n++) challenges.make(ADA, n);
  assertEquals(challenges.size, 10_000);
  challenges.make(ADA, 10_000);
  assertEquals([challenges.size, challenges.take(first, "ada", 10_000)], [10_000, undefined]);
  challenges.make(ADA, 10_000 + CHALLENGE_LIFE);
  assertEquals(challenges.size, 1);
});
