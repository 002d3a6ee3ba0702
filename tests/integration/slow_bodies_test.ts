import { assertEquals } from "@std/assert";
import { withServer } from "../support/server.ts";

const HEAD = [
  "POST /api/session HTTP/1.1",
  "Host: localhost",
  "Content-Type: application/json",
  "Content-Length: 1000",
  "",
  "",
].join("\r\n");

Deno.test("a body that comes slowly, but in time, is read", async () => {
  await withServer({ BODY_TIMEOUT: "5" }, async (server) => {
    const connection = await server.dial();
    const body = `{"username":"ada"}`;
    await connection.write(HEAD.replace("1000", String(body.length)));
    for (const character of body) await connection.write(character);
    assertEquals((await connection.readAnswer())?.status, 201);
  });
});

Deno.test("nobody waits for the body of a request that is refused without it", async () => {
  await withServer({}, async (server) => {
    for (const [path, status] of [["/api/rooms", 401], ["/api/nowhere", 404], ["/healthz", 404]] as const) {
      const connection = await server.dial();
      await connection.write(`${HEAD.replace("/api/session", path)}{"user`);
      assertEquals([path, (await connection.readAnswer())?.status], [path, status]);
    }
  });
});
