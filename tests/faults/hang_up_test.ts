import { assert, assertEquals, assertLess } from "@std/assert";
import { handshakeText, RawConnection } from "../support/raw.ts";
import { descriptors, metric } from "./process_figures.ts";
import { withRig } from "./rig.ts";
import type { SeededPerson } from "./seed.ts";
import { until } from "./wait.ts";

const PEOPLE = 100;

Deno.test("clients that hang up in their handshake leave no connection behind, and those who are here no descriptor", async () => {
  await withRig({ people: PEOPLE, rooms: 1 }, async ({ server, people }) => {
    await server.start();
    // Nobody is here yet: each is let in by a commit, and of those who hang up in it the runtime keeps some for good.
    assertLess(await leftBy(server, people), PEOPLE + 5);
    // Now they are here, for the grace time, and nothing is waited for.
    const left = await leftBy(server, people);
    assertLess(left, 5, `${left} descriptors are left of ${PEOPLE} handshakes of people who are here`);
    assertEquals(server.deaths, 0);
  });
});

/** How many descriptors the server has more when all have written a handshake and hung up. */
async function leftBy(
  server: { url: string; pid: number },
  people: readonly SeededPerson[],
): Promise<number> {
  const answered = async () =>
    await metric(server.url, "parley_requests_total", 'status="101"') +
    await metric(server.url, "parley_requests_total", 'status="400"');
  const [before, served] = [descriptors(server.pid), await answered()];
  for (const { token } of people) {
    const connection = await RawConnection.open(server.url);
    const headers = { Authorization: `Bearer ${token}` };
    await connection.write(handshakeText(connection.host, { headers }));
    connection.close();
  }
  assert(await until(async () => await answered() >= served + PEOPLE, 10_000), "not all were answered");
  const closed = async () => await metric(server.url, "parley_connections") === 0;
  assert(await until(closed, 15_000), "connections are left");
  await until(() => descriptors(server.pid) <= before + 1, 3_000);
  return descriptors(server.pid) - before;
}
