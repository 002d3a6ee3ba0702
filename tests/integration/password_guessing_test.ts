import { assert, assertEquals } from "@std/assert";
import { PASSWORD, refusal, signUp } from "../support/accounts.ts";
import { type TestServer, withServer } from "../support/server.ts";

const PROXY = { TRUSTED_PROXIES: "loopback" };

function guess(server: TestServer, username: string, address: number, headers: Record<string, string> = {}) {
  return server.call("POST /api/session", {
    json: { username, password: "a guess of eve's" },
    headers: { "X-Forwarded-For": `203.0.113.${address}`, ...headers },
  });
}

Deno.test("an account's password is tried ten times a minute from all the world, a name that is nobody's no oftener", async () => {
  await withServer(PROXY, async (server) => {
    await signUp(server, "ada");
    for (const username of ["ada", "nobody"]) {
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, number) => guess(server, username, 1 + number % 200)),
      );
      const statuses = answers.map(({ status }) => status);
      assertEquals(statuses.filter((status) => status === 403).length, 10, username);
      assertEquals(statuses.filter((status) => status === 429).length, 190, username);
      const { error } = answers.find(({ status }) => status === 429)!.body as {
        error: { retryAfter: number };
      };
      // One more in 60 s / 10.
      assert(error.retryAfter > 0 && error.retryAfter <= 6, String(error.retryAfter));
    }
  });
});

Deno.test("one address tries thirty passwords a minute, however many names it tries them on", async () => {
  await withServer(PROXY, async (server) => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, number) => guess(server, `account-${number}`, 1)),
    );
    assertEquals(answers.filter(({ status }) => status === 403).length, 30);
    assertEquals(answers.filter(({ status }) => status === 429).length, 70);
  });
});

Deno.test("guesses do not lock out who signs in where they did before; a stolen name of a device helps no other account", async () => {
  await withServer(PROXY, async (server) => {
    const json = { username: "ada", password: PASSWORD };
    const made = await server.call("POST /api/account", { json, headers: { Origin: server.url } });
    const device = made.headers.getSetCookie().map((cookie) =>
      /^parley_device=([\w-]{22});.*HttpOnly/.exec(cookie)
    )
      .find((found) => found !== null)![1]!;
    const headers = { Origin: server.url, Cookie: `parley_device=${device}` };
    await useUp(server, "ada", 9);
    const elsewhere = await server.call("POST /api/session", { json });
    assertEquals(refusal(elsewhere), [429, "rate_limited"]);
    assertEquals((await server.call("POST /api/session", { json, headers })).status, 201);
    assertEquals((await guess(server, "ada", 10, headers)).status, 403);
    await useUp(server, "bo", 20);
    assertEquals((await guess(server, "bo", 40, headers)).status, 429);
  });
});

Deno.test("right passwords cost no tries", async () => {
  await withServer(PROXY, async (server) => {
    await signUp(server, "ada");
    const json = { username: "ada", password: PASSWORD };
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push((await server.call("POST /api/session", { json })).status);
    assertEquals(statuses, Array(12).fill(201));
  });
});

/** Guesses until there is none left; a slow machine gets more of them meanwhile. */
async function useUp(server: TestServer, username: string, address: number): Promise<void> {
  while ((await guess(server, username, address)).status !== 429);
}
