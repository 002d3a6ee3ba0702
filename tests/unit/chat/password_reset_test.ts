import { assertEquals, assertRejects } from "@std/assert";
import { signUpWithPassword } from "../../../src/chat/accounts.ts";
import { makeResetLinkFor } from "../../../src/chat/password_reset.ts";
import { PasswordHashing } from "../../../src/chat/passwords/hashing.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";
import type { ServerRole } from "../../../src/protocol/models.ts";
import { withChat } from "./support.ts";

Deno.test("an admin makes reset links for members alone, an owner for admins, too; nobody for owners", async () => {
  await withChat({}, async ({ chat }) => {
    chat.passwords = new PasswordHashing({ ln: 4, r: 8, p: 1 });
    const make = async (username: string, role: ServerRole) => {
      const from = { address: "192.0.2.1", username, password: "four green umbrellas" };
      const session = await signUpWithPassword(chat, from);
      await chat.store.accounts.setRole(session.user, role, session.user);
      chat.staff.set(session.user.id, role);
      return session;
    };
    const member = await make("mem", "member");
    const [admin, otherAdmin] = [await make("adm", "admin"), await make("bdm", "admin")];
    const [owner, otherOwner] = [await make("own", "owner"), await make("pwn", "owner")];
    const people = [member, admin, otherAdmin, owner, otherOwner];
    const made: string[] = [];
    for (const by of people) {
      for (const of of people) {
        try {
          await makeResetLinkFor(chat, by, of.user.id);
          made.push(`${by.user.name} for ${of.user.name}`);
        } catch (error) {
          assertEquals((error as ProtocolError).code, "forbidden");
        }
      }
    }
    assertEquals(made, [
      "adm for mem",
      "bdm for mem",
      ...["mem", "adm", "bdm"].map((name) => `own for ${name}`),
      ...["mem", "adm", "bdm"].map((name) => `pwn for ${name}`),
    ]);
    await assertRejects(() => makeResetLinkFor(chat, owner, "u99"), ProtocolError);
  });
});
