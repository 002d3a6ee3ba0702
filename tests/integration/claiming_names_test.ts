import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { type TestServer, withServer } from "../support/server.ts";

const TAKEN: [name: string, how: string][] = [
  ["ada", "as it is"],
  ["ADA", "in capitals"],
  ["аda", "with a Cyrillic а"],
  ["аԁа", "in Cyrillic alone"],
  ["ａｄａ", "in full width"],
  ["𝐚𝐝𝐚", "in mathematical bold"],
];

for (const [name, how] of TAKEN) {
  // A mix of scripts is refused for itself, before anyone asks whether the name is free.
  const mixed = how === "with a Cyrillic а";
  Deno.test(`a name that someone has is not given twice: ${how}`, async () => {
    await withServer({}, async (server) => {
      await server.connect({ username: "ada" });
      const [status, code] = mixed ? [400, "invalid_username"] : [409, "username_taken"];
      const refusal = await claim(server, name);
      assertEquals([refusal.status, refusal.error.code], [status, code]);
      const { status: posted, body } = await server.call("POST /api/session", { json: { username: name } });
      assertEquals([posted, body.error], [status, refusal.error]);
      if (mixed) return;
      assertMatch(refusal.error.suggestion, /-2$/);
      assertEquals(refusal.error.message.includes(refusal.error.suggestion), true);
      const other = await server.connect({ username: refusal.error.suggestion });
      assertEquals(other.welcome.user.name, refusal.error.suggestion);
    });
  });
}

Deno.test("the suggestion is another one as soon as it is taken, too", async () => {
  await withServer({}, async (server) => {
    await server.connect({ username: "ada" });
    for (const expected of ["ada-2", "ada-3", "ada-4"]) {
      const { error } = await claim(server, "ada");
      assertEquals(error.suggestion, expected);
      await server.connect({ username: error.suggestion });
    }
  });
});

const INVALID: [name: string, why: string][] = [
  ["", "empty"],
  ["   ", "spaces"],
  [" ada", "a space before it"],
  ["a b", "a space inside"],
  ["a".repeat(33), "too long"],
  ["a".repeat(10_000), "far too long"],
  ["a\u0000b", "NUL"],
  ["a\r\nb", "a line break"],
  ["a\u001b[31mb", "an escape sequence"],
  ["a\u200bb", "a zero-width space"],
  ["\u202eada", "text turned around"],
  ["admin", "reserved"],
  ["Аdmin", "a mix of scripts"],
  ["__proto__", "a property of all objects"],
  ["<b>ada</b>", "markup"],
  ["a\u0301\u0302\u0303\u0304", "a pile of accents"],
];

Deno.test("a name that cannot be used is answered 400 with one sentence that says why", async () => {
  await withServer({}, async (server) => {
    for (const [name, why] of INVALID) {
      const refusal = await claim(server, name);
      assertEquals([why, refusal.status, refusal.error.code], [why, 400, "invalid_username"]);
      assertNotEquals(refusal.error.message, "");
      const { status } = await server.call("POST /api/session", { json: { username: name } });
      assertEquals([why, status], [why, 400]);
    }
    for (const username of [null, 5, ["ada"], {}]) {
      assertEquals((await server.call("POST /api/session", { json: { username } })).status, 400);
    }
  });
});

Deno.test("names in other scripts are as good as any", async () => {
  await withServer({}, async (server) => {
    for (const name of ["Zoë", "Ольга", "山田太郎", "عمر", "דוד", "민준", "สมชาย", "Ελένη"]) {
      const client = await server.connect({ username: name });
      assertEquals(client.welcome.user.name, name.normalize("NFC"));
    }
  });
});

Deno.test("of many who claim a name at the same moment exactly one gets it", async () => {
  await withServer({}, async (server) => {
    const spellings = ["ada", "Ada", "ADA", "ａｄａ", "аԁа", "ada", "adA", "aDa"];
    const answers = await Promise.all(
      spellings.map((username, index) =>
        index % 2 === 0 ? claim(server, username) : server.call("POST /api/session", { json: { username } })
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    assertEquals(statuses.filter((status) => status === 409).length, spellings.length - 1);
    assertEquals(statuses[0] === 101 || statuses[0] === 201, true);
  });
});

interface Claim {
  status: number;
  error: { code: string; message: string; suggestion: string };
}

/** Asks for a socket under a name. */
async function claim(server: TestServer, name: string): Promise<Claim> {
  const { answer } = await server.handshake({ path: `/ws?username=${encodeURIComponent(name)}` });
  return { status: answer.status, error: answer.status === 101 ? undefined : JSON.parse(answer.body).error };
}
