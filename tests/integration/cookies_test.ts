import { assertEquals, assertFalse, assertMatch, assertNotEquals } from "@std/assert";
import { withServer } from "../support/server.ts";
import type { RawAnswer } from "../support/raw.ts";

const PUBLIC = "https://chat.example.org";

Deno.test("the cookie is out of reach of scripts and other sites, over HTTPS bound to its host and to HTTPS", async () => {
  await withServer({ PUBLIC_URL: PUBLIC, TRUSTED_PROXIES: "loopback" }, async (server) => {
    const cases: [string, Record<string, string>, string][] = [
      ["plain", { Origin: server.url }, "parley_session"],
      ["by its origin", { Origin: PUBLIC }, "__Host-parley_session"],
      ["by what a trusted proxy says", { "X-Forwarded-Proto": "https" }, "__Host-parley_session"],
    ];
    for (const [n, [what, headers, name]] of cases.entries()) {
      const answer = await server.call("POST /api/session", { headers, json: { username: `ada${n}` } });
      const [cookie, ...attributes] = answer.headers.getSetCookie()[0]!.split("; ");
      assertMatch(cookie!, new RegExp(`^${name}=[\\w-]{22}$`));
      const expected = ["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax"];
      // No Domain: that would hand it to every host below.
      assertEquals([what, attributes.toSorted()], [
        what,
        name.startsWith("__Host-") ? [...expected, "Secure"].toSorted() : expected,
      ]);
      const out = await server.call("DELETE /api/session", {
        headers: { Origin: server.url.replace("http", "https"), ...headers, Cookie: cookie! },
      });
      assertEquals([what, out.status], [what, 204]);
      assertMatch(out.headers.getSetCookie()[0]!, new RegExp(`^${name}=;.*Expires=Thu, 01 Jan 1970`));
    }
  });
});

Deno.test("over HTTPS a cookie that a neighbour in the domain has planted signs nobody in", async () => {
  await withServer({ PUBLIC_URL: PUBLIC }, async (server) => {
    const Cookie = `parley_session=${await server.signIn("mallory")}`;
    // The browser of the victim, at the address that people type.
    const host = "Host: chat.example.org\r\n";
    const who = await ask(`GET /api/session HTTP/1.1\r\n${host}Cookie: ${Cookie}\r\n\r\n`);
    assertEquals([who.status, JSON.parse(who.body).user], [200, null]);
    const body = `{"username":"ada"}`;
    const signedIn = await ask(
      `POST /api/session HTTP/1.1\r\n${host}Cookie: ${Cookie}\r\nOrigin: ${PUBLIC}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    assertEquals([signedIn.status, JSON.parse(signedIn.body).user.name], [201, "ada"]);
    // At the plain address of the same server the cookie is what there is.
    const plain = await server.call("GET /api/session", { headers: { Cookie } });
    assertEquals((plain.body.user as { name: string }).name, "mallory");

    async function ask(request: string): Promise<RawAnswer> {
      return (await server.exchange(request))!;
    }
  });
});

Deno.test("a page never gets its token to read: not in an answer, an address or a header but the cookie's", async () => {
  await withServer({}, async (server) => {
    const Origin = server.url;
    const signedIn = await server.call("POST /api/session", {
      headers: { Origin },
      json: { username: "ada" },
    });
    const Cookie = signedIn.headers.getSetCookie()[0]!.split(";")[0]!;
    const token = Cookie.split("=")[1]!;
    assertNotEquals(token, "");
    assertEquals(signedIn.body.session, undefined);
    for (
      const path of ["/", "/api/session", "/api/rooms", "/api/rooms/lobby/messages", "/metrics", "/nothing"]
    ) {
      const answer = await fetch(server.url + path, { headers: { Cookie, Origin } });
      const seen = await answer.text() + JSON.stringify([...answer.headers]);
      assertFalse(seen.includes(token), path);
    }
    const ada = await server.connect({ headers: { Cookie, Origin } });
    await ada.ask({ type: "message.post", room: "lobby", text: "hello" });
    await ada.flush();
    assertFalse(JSON.stringify(ada.received).includes(token));
    const { answer } = await server.handshake({ path: `/ws?token=${token}` });
    assertEquals(answer.status, 400);
    assertFalse(answer.body.includes(token));
  });
});
