import { assert, assertEquals } from "@std/assert";
import { handshakeText, RawConnection } from "../support/raw.ts";
import { metric } from "./process_figures.ts";
import { withRig } from "./rig.ts";
import { until } from "./wait.ts";

Deno.test("a client that hangs up in its handshake leaves no connection behind", async () => {
  await withRig({ people: 20, rooms: 1 }, async ({ server, people }) => {
    await server.start();
    for (const { token } of people) {
      const connection = await RawConnection.open(server.url);
      await connection.write(
        handshakeText(connection.host, { headers: { Authorization: `Bearer ${token}` } }),
      );
      connection.close();
    }
    const served = () => metric(server.url, "parley_requests_total", 'status="101"');
    assert(await until(async () => await served() >= people.length, 5_000), "the handshakes were not served");
    assert(
      await until(async () => await metric(server.url, "parley_connections") === 0, 15_000),
      "connections are left",
    );
    assertEquals(server.deaths, 0);
  });
});
