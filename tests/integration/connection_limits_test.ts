import { assert, assertEquals } from "@std/assert";
import type { RawAnswer } from "../support/raw.ts";
import { withServer } from "../support/server.ts";

Deno.test("closing a connection makes place for another of the same person", async () => {
  await withServer({ MAX_CONNECTIONS_PER_USER: "2" }, async (server) => {
    const one = await server.connect({ username: "ada" });
    const token = one.welcome.session!;
    await server.connect({ token });
    const { answer } = await server.handshake({ headers: { Authorization: `Bearer ${token}` } });
    assertRefused(answer, 429, "too_many");
    await server.connect({ username: "bo" });
    const watcher = await server.connect({ token: await server.signIn("cy") });
    await one.close();
    await watcher.flush();
    await server.connect({ token });
  });
});

Deno.test("behind a trusted proxy the address is the one that the proxy tells", async () => {
  const settings = { MAX_CONNECTIONS_PER_ADDRESS: "1", TRUSTED_PROXIES: "loopback" };
  await withServer(settings, async (server) => {
    const from = (username: string, forwarded: string) =>
      server.handshake({ path: `/ws?username=${username}`, headers: { "X-Forwarded-For": forwarded } });
    assertEquals((await from("ada", "192.0.2.1")).answer.status, 101);
    assertRefused((await from("bo", "192.0.2.1")).answer, 429, "too_many");
    // What stands before the proxy's own word was written by the client.
    assertRefused((await from("bo", "198.51.100.7, 192.0.2.1")).answer, 429, "too_many");
    assertEquals((await from("bo", "192.0.2.2")).answer.status, 101);
  });
});

Deno.test("a frame at the limit is read, one above it closes with 1009", async () => {
  await withServer({ MAX_FRAME: "2048" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const ping = (bytes: number) => `{"type":"ping","id":"p"}`.padEnd(bytes, " ");
    ada.sendText(ping(2048));
    assertEquals((await ada.reply("p")).type, "pong");
    ada.sendText(ping(2049));
    assertEquals((await ada.closed).code, 1009);
  });
});

Deno.test("the limit of a frame is in bytes of UTF-8", async () => {
  await withServer({ MAX_FRAME: "2048" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    ada.sendText(`{"type":"ping","id":"${"語".repeat(60)}"}`);
    await ada.next("pong");
    ada.sendText(`{"type":"ping","id":"p","x":"${"語".repeat(700)}"}`);
    assertEquals((await ada.closed).code, 1009);
  });
});

function assertRefused(answer: RawAnswer, status: number, code: string): void {
  assertEquals([answer.status, JSON.parse(answer.body).error.code], [status, code]);
  assert(Number(answer.headers.get("Retry-After")) >= 1, "A refusal for the moment needs Retry-After");
}
