import { assert, assertEquals, assertRejects } from "@std/assert";
import { checkUrl, NoPreview } from "../../src/previews/guard.ts";
import { machineNetwork, type Network } from "../../src/previews/network.ts";
import { readPreview } from "../../src/previews/preview.ts";
import { FORBIDDEN_URLS } from "../support/forbidden_urls.ts";
import { page, PUBLIC, withWeb } from "../support/web.ts";

const NAMES: Record<string, string[]> = {
  "near.example.org": ["127.0.0.1"],
  "both.example.org": [PUBLIC, "127.0.0.1"],
  "mapped.example.org": ["::ffff:127.0.0.1"],
  "private.example.org": ["10.0.0.1", "fd00::1"],
};
const REDIRECTS: Record<string, string> = {
  "/to-loopback": "http://127.0.0.1/",
  "/to-name": "http://near.example.org/",
  "/to-mapped": "//[::ffff:127.0.0.1]/",
  "/to-port": "http://public.example.org:22/",
  "/to-file": "file:///etc/passwd",
  "/for-ever": "/for-ever",
};
const { signal } = new AbortController();

/** Public the first time that it is asked for, near from then on. */
function turning(): (name: string) => string[] {
  let times = 0;
  return (name) => NAMES[name] ?? (name.startsWith("turning") && times++ > 0 ? ["127.0.0.1"] : [PUBLIC]);
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}

Deno.test(`none of ${FORBIDDEN_URLS.length} forbidden addresses is asked: only public ones are ever connected to (row 88)`, async () => {
  let hits = 0;
  // Where a guard that is fooled would end up.
  await using near = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, () => {
    hits++;
    return page("secret");
  });
  const answer = (request: Request) => {
    const location = REDIRECTS[new URL(request.url).pathname];
    return location === undefined ? page("public") : redirect(location);
  };
  await withWeb({ answer, addresses: turning() }, async ({ network: web, connected }) => {
    const network: Network = {
      ...web,
      connect: (to, signal) =>
        to.address === PUBLIC
          ? web.connect(to, signal)
          : Deno.connect({ hostname: "127.0.0.1", port: near.addr.port, signal }),
    };
    const shown: string[] = [];
    for (const url of FORBIDDEN_URLS) {
      const preview = await readPreview(url, network, { signal });
      if (preview !== undefined) shown.push(`${url}: ${preview.title}`);
    }
    // Its one look-up was of a public address, and that one is what is asked.
    assertEquals(shown, ["http://turning.example.org/: public"]);
    assertEquals(hits, 0);
    assertEquals(new Set(connected), new Set([`${PUBLIC}:80`]));
    // Had one come through, it would have been counted.
    assertEquals((await readPreview("http://public.example.org/", network, { signal }))?.title, "public");
    const open = await network.connect({ address: "127.0.0.1", port: 80, tls: undefined }, signal);
    await open.write(new TextEncoder().encode("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    await open.read(new Uint8Array(10));
    open.close();
    assertEquals(hits, 1);
  });
});

Deno.test("a name is looked up once for each request, and what was checked is what is connected to", async () => {
  await withWeb({ answer: () => page("public"), addresses: turning() }, async ({ network, lookedUp }) => {
    await readPreview("http://turning.example.org/", network, { signal });
    assertEquals(lookedUp, ["turning.example.org"]);
    // By now it is near.
    assertEquals(await readPreview("http://turning.example.org/", network, { signal }), undefined);
  });
});

Deno.test("three redirects are followed and no fourth, each to an address that is checked anew", async () => {
  const answer = (request: Request) => {
    const left = Number(new URL(request.url).pathname.slice(1));
    return left === 0 ? page("the end") : redirect(`http://host${left}.example.org/${left - 1}`);
  };
  await withWeb({ answer }, async ({ network, lookedUp }) => {
    assertEquals(await readPreview("http://host.example.org/3", network, { signal }), { title: "the end" });
    assertEquals(lookedUp, [
      "host.example.org",
      "host3.example.org",
      "host2.example.org",
      "host1.example.org",
    ]);
    assertEquals(await readPreview("http://host.example.org/4", network, { signal }), undefined);
  });
});

Deno.test("an answer that never ends, never comes, is packed or is no page is given up (row 89)", async () => {
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(120)),
  });
  let timer: ReturnType<typeof setInterval> | undefined;
  const slow = new ReadableStream({
    start: (controller) => void (timer = setInterval(() => controller.enqueue(Uint8Array.of(120)), 20)),
    cancel: () => clearInterval(timer),
  });
  const html = { "content-type": "text/html" };
  const answers: Record<string, () => Response> = {
    "/endless": () => new Response(endless, { headers: html }),
    "/slow": () => new Response(slow, { headers: html }),
    "/packed": () => new Response("<title>x</title>", { headers: { ...html, "content-encoding": "gzip" } }),
    "/picture": () => new Response("<title>x</title>", { headers: { "content-type": "image/png" } }),
    "/unsaid": () => new Response(new TextEncoder().encode("<title>x</title>")),
    "/missing": () => new Response("<title>x</title>", { status: 404, headers: html }),
    "/untitled": () => new Response("<p>x", { headers: html }),
  };
  await withWeb(
    { answer: (request) => answers[new URL(request.url).pathname]!() },
    async ({ network, asked }) => {
      for (const path of Object.keys(answers)) {
        const patience = path === "/slow" ? 200 : undefined;
        const preview = await readPreview(`http://a.example.org${path}`, network, { signal, patience });
        assertEquals([path, preview], [path, undefined]);
      }
      assertEquals(asked.length, Object.keys(answers).length);
    },
  );
});

Deno.test("who does not answer at all holds up nothing for longer than its time, and is hung up on", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const taken = listener.accept();
  const network: Network = {
    resolve: () => Promise.resolve([PUBLIC]),
    connect: () => Deno.connect({ hostname: "127.0.0.1", port: (listener.addr as Deno.NetAddr).port }),
  };
  assertEquals(await readPreview("http://a.example.org/", network, { signal, patience: 100 }), undefined);
  const conn = await taken;
  // The request, then the end.
  const buffer = new Uint8Array(4_096);
  let ended = false;
  while (!ended) ended = await conn.read(buffer).then((count) => count === null, () => true);
  conn.close();
  listener.close();
});

Deno.test("a page in another charset is read as what it is", async () => {
  const bytes = Uint8Array.from(
    [...`<meta charset="windows-1251"><title>`].map((one) => one.charCodeAt(0))
      .concat([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], [...`</title>`].map((one) => one.charCodeAt(0))),
  );
  const answer = () => new Response(bytes, { headers: { "content-type": "text/html" } });
  await withWeb({ answer }, async ({ network }) => {
    assertEquals(await readPreview("http://a.example.org/", network, { signal }), { title: "Привет" });
  });
});

Deno.test("a host that offers TLS must be who it says it is", async () => {
  const listener = Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert: CERT, key: KEY });
  const served = (async () => {
    const conn = await listener.accept();
    await (conn as Deno.TlsConn).handshake().catch(() => {});
    conn.close();
  })();
  const to = { address: "127.0.0.1", port: (listener.addr as Deno.NetAddr).port, tls: "a.example.org" };
  await assertRejects(() => machineNetwork.connect(to, signal), Error, "certificate");
  await served;
  listener.close();
});

Deno.test("checkUrl() takes ordinary addresses", () => {
  for (
    const url of [
      "http://example.org",
      "https://example.org:443/x?y#z",
      "http://example.org:443/",
      "https://пример.рф/",
      "http://8.8.8.8/",
      "http://[2606:2800::1]/",
      "https://example.org./",
    ]
  ) assert(checkUrl(url));
  assert(checkUrl("/b", new URL("https://example.org/a")));
  for (const url of ["", "x", "http://", "https://example.org/".padEnd(1_001, "x")]) {
    try {
      checkUrl(url);
    } catch (error) {
      assert(error instanceof NoPreview);
      continue;
    }
    throw new Error(`${url} was taken`);
  }
});

/** Of a.example.org, vouched for by nobody; the key is known to all who read this. */
const CERT = `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUamCnUUNe4HyKtQyNDMO7WmgeIREwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNYS5leGFtcGxlLm9yZzAgFw0yNjExMjUwMDAzNDJaGA8yMTI2
MTEwMTAwMDM0MlowGDEWMBQGA1UEAwwNYS5leGFtcGxlLm9yZzBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABOT+CH9cp5V7kIVhMq4iFmq1hEyhDRb2gIcRITocq/R+
MrA1dpEUcp82elGRSvzl8DRRPG3EKBjH5u0Qv3WBDdGjbTBrMB0GA1UdDgQWBBS2
1Sybew6ld3OYHGoI8vtuMg6QtDAfBgNVHSMEGDAWgBS21Sybew6ld3OYHGoI8vtu
Mg6QtDAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDWEuZXhhbXBsZS5vcmcw
CgYIKoZIzj0EAwIDSAAwRQIhAL7xxHVIdXqrdYx2/JXWz6D41lxNHwrCLjHTfDqZ
ATPFAiBA0nYyzX3Eu6540XTwPEuM7cy5WuWHghlyoJ87VyHE0w==
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglVqxLkBOAjkoBNaw
JYNgVjOjKZVbTN/iww+rCPT1gf6hRANCAATk/gh/XKeVe5CFYTKuIhZqtYRMoQ0W
9oCHESE6HKv0fjKwNXaRFHKfNnpRkUr85fA0UTxtxCgYx+btEL91gQ3R
-----END PRIVATE KEY-----
`;
