import { assertEquals } from "@std/assert";
import { type TestServer, withServer } from "../support/server.ts";

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

Deno.test("names in other scripts are as good as any", async () => {
  await withServer({}, async (server) => {
    for (const name of ["Zoë", "Ольга", "山田太郎", "عمر", "דוד", "민준", "สมชาย", "Ελένη"]) {
      const client = await server.connect({ username: name });
      assertEquals(client.welcome.user.name, name.normalize("NFC"));
    }
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
