import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { withServer } from "../support/server.ts";

Deno.test("every answer to a browser says what a browser may do with it", async () => {
  await withServer({}, async (server) => {
    for (
      const request of ["GET /", "GET /nothing", "GET /api/session", "GET /favicon.svg", "POST /api/rooms"]
    ) {
      const { headers } = await server.call(request);
      assertMatch(headers.get("Content-Security-Policy") ?? "", /default-src 'none'.*frame-ancestors 'none'/);
      assertEquals([request, headers.get("X-Content-Type-Options")], [request, "nosniff"]);
      assertEquals([request, headers.get("Referrer-Policy")], [request, "no-referrer"]);
      assertEquals([request, headers.get("Access-Control-Allow-Origin")], [request, null]);
    }
  });
});

Deno.test("health, readiness and figures are there for whoever runs the server", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await ada.ask({ type: "message.post", room: "lobby", text: "hello" });
    assertEquals((await server.call("GET /healthz")).body, { status: "alive" });
    assertEquals((await server.call("GET /readyz")).body, { status: "ready" });
    const figures = await (await fetch(`${server.url}/metrics`)).text();
    for (const line of ["parley_messages_total 1", "parley_connections 1", "parley_people 1"]) {
      assert(figures.split("\n").includes(line), `${line} is not among the figures`);
    }
    assertFalse(figures.includes("ada"));
  });
});
