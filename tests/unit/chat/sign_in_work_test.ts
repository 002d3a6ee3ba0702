import { assertEquals, assertRejects } from "@std/assert";
import { signInWithPassword, signUpWithPassword } from "../../../src/chat/accounts.ts";
import { type Costs, PasswordHashing } from "../../../src/chat/passwords/hashing.ts";
import { signIn } from "../../../src/chat/sessions.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";
import { withChat } from "./support.ts";

const COSTS = { ln: 4, r: 8, p: 1 };
const PASSWORD = "four green umbrellas";
const FROM = { address: "192.0.2.1", device: "a test" };

Deno.test("a wrong password costs one hash of the same costs, whether the name is an account's, a guest's, nobody's or no name", async () => {
  await withChat({}, async ({ chat }) => {
    const work: Costs[] = [];
    chat.passwords = new PasswordHashing(COSTS, (costs) => work.push(costs));
    await signUpWithPassword(chat, { ...FROM, username: "ada", password: PASSWORD });
    await signIn(chat, "guest", FROM);
    const kept = work.splice(0);
    assertEquals(kept, [COSTS]);
    for (const username of ["ada", "guest", "nobody", "no name!"]) {
      for (const password of ["not the right one", "", "x".repeat(10_000)]) {
        const error = await assertRejects(
          () => signInWithPassword(chat, { ...FROM, username, password }),
          ProtocolError,
        );
        assertEquals([error.code, work.splice(0)], ["wrong_password", kept], username);
      }
    }
    await signInWithPassword(chat, { ...FROM, username: "ada", password: PASSWORD });
    assertEquals(work, kept);
  });
});
