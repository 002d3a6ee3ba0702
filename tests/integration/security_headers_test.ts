import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import type { RawAnswer } from "../support/raw.ts";
import { type TestServer, withServer } from "../support/server.ts";

/** What every answer must say. Written out here, so that a change of the server's own table is noticed. */
const EXPECTED: Record<string, string> = {
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-DNS-Prefetch-Control": "off",
  "X-Frame-Options": "DENY",
};
const POLICY: Record<string, string> = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data: blob:",
  "connect-src": "'self'",
  "manifest-src": "'self'",
  "worker-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "parley-worker",
  "report-uri": "/api/csp-reports",
};
const FEATURES = [
  "camera",
  "microphone",
  "geolocation",
  "display-capture",
  "usb",
  "payment",
  "idle-detection",
];

interface Facts {
  host: string;
  token: string;
  asset: string;
  tag: string;
}
type Case = [what: string, status: number, request: string, headers?: Record<string, string>, body?: string];

const CASES: ((facts: Facts) => Case)[] = [
  () => ["the page", 200, "GET /"],
  () => ["the page, asked for its head", 200, "HEAD /"],
  ({ tag }) => ["the page that one has", 304, "GET /", { "If-None-Match": tag }],
  () => ["the page by another method", 404, "POST /"],
  ({ asset }) => ["a file", 200, `GET ${asset}`],
  ({ asset }) => ["a part of a file", 206, `GET ${asset}`, { Range: "bytes=0-9" }],
  ({ asset }) => ["a part that is not there", 416, `GET ${asset}`, { Range: "bytes=99999999-" }],
  () => ["an icon", 200, "GET /favicon.svg"],
  () => ["the service worker", 200, "GET /service_worker.js"],
  () => ["nothing", 404, "GET /nothing"],
  () => ["nothing of the API", 404, "GET /api/nothing"],
  () => ["nobody", 200, "GET /api/session"],
  ({ token }) => ["somebody", 200, "GET /api/session", bearer(token)],
  ({ token }) => ["rooms", 200, "GET /api/rooms", bearer(token)],
  ({ token }) => ["history", 200, "GET /api/rooms/lobby/messages", bearer(token)],
  ({ token }) => ["leaving a room", 204, "DELETE /api/rooms/lobby/membership", bearer(token)],
  () => ["rooms for nobody", 401, "GET /api/rooms"],
  () => ["rooms for a wrong token", 401, "GET /api/rooms", bearer("x".repeat(22))],
  () => ["a name that is none", 400, "POST /api/session", JSON_TYPE, `{"username":"<b>"}`],
  () => ["a name that is taken", 409, "POST /api/session", JSON_TYPE, `{"username":"ada"}`],
  () => ["a new person", 201, "POST /api/session", JSON_TYPE, `{"username":"bo"}`],
  () => ["broken JSON", 400, "POST /api/session", JSON_TYPE, "{"],
  () => ["a form", 415, "POST /api/session", { "Content-Type": "text/plain" }, "{}"],
  () => ["a body too large", 413, "POST /api/session", JSON_TYPE, " ".repeat(70_000)],
  () => ["another method", 405, "PUT /api/session"],
  () => ["a method that nobody knows", 405, "FOO /"],
  () => ["a foreign origin", 403, "GET /", { Origin: "https://evil.example" }],
  () => ["a preflight of a foreign origin", 403, "OPTIONS /api/rooms", {
    "Origin": "https://evil.example",
    "Access-Control-Request-Method": "POST",
  }],
  () => ["a foreign host", 421, "GET /", { Host: "evil.example" }],
  () => ["a report", 204, "POST /api/csp-reports", {
    "Content-Type": "application/csp-report",
  }, `{"csp-report":{"effective-directive":"img-src"}}`],
  () => ["a report that is none", 400, "POST /api/csp-reports", {
    "Content-Type": "application/csp-report",
  }, "5"],
  () => ["being alive", 200, "GET /healthz"],
  () => ["being ready", 200, "GET /readyz"],
  () => ["figures", 200, "GET /metrics"],
  () => ["no upgrade", 426, "GET /ws"],
  () => ["a socket for nobody", 401, "GET /ws", UPGRADE],
  () => ["a socket for a name that is none", 400, "GET /ws?username=%3Cb%3E", UPGRADE],
  () => ["a socket for a name that is taken", 409, "GET /ws?username=ada", UPGRADE],
  () => ["a socket of a foreign origin", 403, "GET /ws?username=cy", {
    ...UPGRADE,
    Origin: "http://evil.example",
  }],
  () => ["a socket at a foreign host", 421, "GET /ws?username=cy", { ...UPGRADE, Host: "evil.example" }],
];

const JSON_TYPE = { "Content-Type": "application/json" };
const UPGRADE = {
  "Upgrade": "websocket",
  "Connection": "Upgrade",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Version": "13",
};

Deno.test("every answer, whatever it is, tells a browser what it may do with it", async () => {
  await withServer({}, async (server) => {
    const facts = await findFacts(server);
    const seen = new Set<number>();
    for (const make of CASES) {
      const [what, status, request, headers = {}, body = ""] = make(facts);
      const answer = await ask(server, request, { headers: { Host: facts.host, ...headers }, body });
      assertEquals([what, answer.status], [what, status]);
      seen.add(status);
      checkHeaders(what, answer);
    }
    assert(seen.size >= 14, `only ${[...seen]}`);
  });
});

Deno.test("who asks too much is told so with the same headers", async () => {
  await withServer({ REQUEST_RATE: "1" }, async (server) => {
    const { host } = new URL(server.url);
    let answer: RawAnswer;
    do answer = await ask(server, "GET /healthz", { headers: { Host: host } }); while (answer.status === 200);
    assertEquals(answer.status, 429);
    checkHeaders("too much", answer);
  });
});

Deno.test("the page has no script, style or handler of its own that the policy would have to allow", async () => {
  await withServer({}, async (server) => {
    const html = await (await fetch(server.url)).text();
    assertMatch(html, /<script[^>]* src="\/assets\/main\.[0-9a-f]+\.js"/);
    assertEquals([...html.matchAll(/<script(?![^>]* src=)/gi)].length, 0);
    assertFalse(/<style|\sstyle=|\son\w+=|="\s*javascript:/i.test(html));
    // All that it loads is its own.
    for (const [, address] of html.matchAll(/(?:src|href)="([^"]*)"/g)) assertMatch(address!, /^\/[^/]/);
  });
});

Deno.test("with an https PUBLIC_URL browsers are told to come by HTTPS alone, to that host and no other", async () => {
  await withServer({ PUBLIC_URL: "https://chat.example.org" }, async (server) => {
    for (const path of ["/", "/healthz", "/api/session", "/nothing"]) {
      const { headers } = await ask(server, `GET ${path}`, { headers: { Host: "chat.example.org" } });
      assertEquals([path, headers.get("Strict-Transport-Security")], [path, "max-age=31536000"]);
      const near = await server.call(`GET ${path}`);
      assertEquals([path, near.headers.get("Strict-Transport-Security")], [path, null]);
    }
  });
  await withServer({ PUBLIC_URL: "http://chat.example.org" }, async (server) => {
    const { headers } = await ask(server, "GET /", { headers: { Host: "chat.example.org" } });
    assertEquals(headers.get("Strict-Transport-Security"), null);
  });
});

function checkHeaders(what: string, { headers }: RawAnswer): void {
  for (const [name, value] of Object.entries(EXPECTED)) {
    assertEquals([what, name, headers.get(name)], [what, name, value]);
  }
  const policy = Object.fromEntries(
    (headers.get("Content-Security-Policy") ?? "").split("; ").map((directive) => {
      const [name, ...sources] = directive.split(" ");
      return [name!, sources.join(" ")];
    }),
  );
  assertEquals(policy, POLICY, what);
  const features = (headers.get("Permissions-Policy") ?? "").split(", ");
  for (const feature of FEATURES) assert(features.includes(`${feature}=()`), `${what}: ${feature}`);
  const allowed = features.filter((feature) => !/^[a-z-]+=\(\)$/.test(feature));
  assertEquals(allowed, ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"], what);
  for (const name of ["Access-Control-Allow-Origin", "Server", "X-Powered-By", "Strict-Transport-Security"]) {
    assertEquals([what, name, headers.get(name)], [what, name, null]);
  }
}

async function findFacts(server: TestServer): Promise<Facts> {
  const page = await fetch(server.url);
  const [, asset] = /src="([^"]+\.js)"/.exec(await page.text())!;
  return {
    host: new URL(server.url).host,
    token: await server.signIn("ada"),
    asset: asset!,
    tag: page.headers.get("ETag")!,
  };
}

/** By hand, because a client would not let a request have these headers. */
async function ask(
  server: TestServer,
  request: string,
  { headers, body = "" }: { headers: Record<string, string>; body?: string },
): Promise<RawAnswer> {
  const lines = Object.entries({ Connection: "close", ...headers }).map(([name, value]) =>
    `${name}: ${value}\r\n`
  ).join("");
  const length = body === "" ? "" : `Content-Length: ${body.length}\r\n`;
  const answer = await server.exchange(`${request} HTTP/1.1\r\n${lines}${length}\r\n${body}`);
  assert(answer !== undefined, `${request} was not answered`);
  return answer;
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}
