import { assert, assertEquals } from "@std/assert";
import { handshakeText, RawConnection } from "../support/raw.ts";
import { descriptors, metric } from "./process_figures.ts";
import { withRig } from "./rig.ts";
import { until } from "./wait.ts";

Deno.test("clients that hang up in their handshake leave no connection behind, and hardly a descriptor", async () => {
  await withRig({ people: 100, rooms: 1 }, async ({ server, people }) => {
    await server.start();
    const before = descriptors(server.pid);
    for (const { token } of people) {
      const connection = await RawConnection.open(server.url);
      await connection.write(
        handshakeText(connection.host, { headers: { Authorization: `Bearer ${token}` } }),
      );
      connection.close();
    }
    const answered = (status: number) => metric(server.url, "parley_requests_total", `status="${status}"`);
    const all = async () => await answered(101) + await answered(400) >= people.length;
    assert(await until(all, 10_000), "the handshakes were not answered");
    assert(
      await until(async () => await metric(server.url, "parley_connections") === 0, 15_000),
      "connections are left",
    );
    // Some are upgraded in the moment in which they hang up: the runtime keeps these for good.
    const few = await until(() => descriptors(server.pid) < before + people.length / 4, 10_000);
    assert(few, `${descriptors(server.pid) - before} descriptors are left of ${people.length} handshakes`);
    assertEquals(server.deaths, 0);
  });
});
