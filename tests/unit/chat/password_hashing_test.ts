import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { PasswordHashing } from "../../../src/chat/passwords/hashing.ts";

const CHEAP = { ln: 4, r: 8, p: 1 };

Deno.test("PasswordHashing knows a password again, and no other; the same one twice is kept differently", async () => {
  const hashing = new PasswordHashing(CHEAP);
  const [first, second] = [await hashing.hash("four umbrellas"), await hashing.hash("four umbrellas")];
  assertNotEquals(first, second);
  for (const kept of [first, second]) {
    assertEquals(await hashing.verify("four umbrellas", kept), true);
    for (const wrong of ["Four umbrellas", "four umbrellas ", "", "four"]) {
      assertEquals(await hashing.verify(wrong, kept), false, wrong);
    }
  }
  assertEquals(await hashing.verify("four umbrellas", undefined), false);
});

Deno.test("PasswordHashing reads hashes of other costs than its own", async () => {
  const kept = await new PasswordHashing({ ln: 5, r: 4, p: 2 }).hash("four umbrellas");
  assert(kept.startsWith("scrypt$5$4$2$"), kept);
  assertEquals(await new PasswordHashing(CHEAP).verify("four umbrellas", kept), true);
});

Deno.test("of many passwords at once a few are worked on, 32 wait, and the rest are sent away; then it goes on", async () => {
  const hashing = new PasswordHashing(CHEAP);
  const many = await Promise.allSettled(Array.from({ length: 60 }, () => hashing.verify("x", undefined)));
  assertEquals(many.filter(({ status }) => status === "fulfilled").length, 34);
  for (const one of many) {
    if (one.status === "rejected") assertEquals([one.reason.code, one.reason.retryAfter], ["unavailable", 3]);
  }
  assertEquals(await hashing.verify("x", undefined), false);
});
