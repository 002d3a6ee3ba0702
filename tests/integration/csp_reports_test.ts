import { assert, assertEquals, assertFalse, assertLessOrEqual } from "@std/assert";
import { type TestServer, withServer } from "../support/server.ts";

const OLD = "application/csp-report";
const NEW = "application/reports+json";

/** As Chromium sends it. */
const REPORT = {
  "csp-report": {
    "document-uri": "http://127.0.0.1:8000/?page-secret=1#fragment-secret",
    "referrer": "http://127.0.0.1:8000/?referrer-secret",
    "violated-directive": "img-src",
    "effective-directive": "img-src",
    "original-policy": "default-src 'none'; policy-secret",
    "disposition": "enforce",
    "blocked-uri": "http://user-secret:pass-secret@evil.example/a.png?query-secret=1#hash-secret",
    "source-file": "http://127.0.0.1:8000/assets/main.js?source-secret",
    "line-number": 7,
    "status-code": 200,
    "script-sample": "sample-secret",
  },
};

Deno.test("a report of a browser becomes one line in the error log and one in the figures", async () => {
  await withServer({}, async (server) => {
    assertEquals(await report(server, OLD, REPORT), 204);
    const lines = await violations(server);
    assertEquals(lines.length, 1);
    const [{ level, directive, blocked, page, source, line, address }] = lines as [Record<string, unknown>];
    assertEquals({ level, directive, blocked, page, source, line, address }, {
      level: "WARN",
      directive: "img-src",
      blocked: "http://evil.example/a.png",
      page: "http://127.0.0.1:8000/",
      source: "http://127.0.0.1:8000/assets/main.js",
      line: 7,
      address: "127.0.0.1",
    });
    assertEquals(await figures(server), ['parley_csp_violations_total{directive="img-src"} 1']);
    for (const name of ["access", "error"] as const) {
      assertFalse(JSON.stringify(await server.readLog(name)).includes("secret"), name);
    }
  });
});

Deno.test("a list of the Reporting API is read, too; other reports in it are left out", async () => {
  await withServer({}, async (server) => {
    const body = {
      effectiveDirective: "script-src-elem",
      blockedURL: "inline",
      documentURL: "http://127.0.0.1:8000/?page-secret",
      lineNumber: 3,
      sample: "sample-secret",
    };
    const list = [
      { type: "csp-violation", age: 1, url: "http://127.0.0.1:8000/", body },
      { type: "deprecation", body: { id: "websql" } },
      { type: "csp-violation", body: { ...body, effectiveDirective: "made-up", blockedURL: "data" } },
    ];
    assertEquals(await report(server, NEW, list), 204);
    const lines = await violations(server);
    assertEquals(lines.map(({ directive, blocked, line }) => [directive, blocked, line]), [
      ["script-src-elem", "inline", 3],
      ["other", "data", 3],
    ]);
    assertFalse(JSON.stringify(lines).includes("secret"));
    assertEquals(await figures(server), [
      'parley_csp_violations_total{directive="other"} 1',
      'parley_csp_violations_total{directive="script-src-elem"} 1',
    ]);
  });
});

const BAD: [what: string, status: number, type: string, body: string][] = [
  ["broken JSON", 400, OLD, "{"],
  ["nothing", 400, OLD, ""],
  ["null", 400, OLD, "null"],
  ["a number", 400, OLD, "5"],
  ["no report in it", 400, OLD, "{}"],
  ["a report that is an array", 400, OLD, `{"csp-report":[]}`],
  ["a report from the prototype", 400, OLD, `{"__proto__":{"csp-report":{}}}`],
  ["a list of nonsense", 204, NEW, `[null,5,"a",{}]`],
  ["a list of reports without body", 400, NEW, `[{"type":"csp-violation"}]`],
  ["a list that is too long", 400, NEW, JSON.stringify(Array(21).fill({ type: "csp-violation", body: {} }))],
  ["not UTF-8", 400, OLD, "\xff"],
  ["plain JSON", 415, "application/json", "{}"],
  ["a form", 415, "text/plain", "{}"],
  ["a body too large", 413, OLD, `{"csp-report":{}}`.padEnd(16 * 1024 + 1)],
];

Deno.test("what is no report is refused, is not logged and is no fault", async () => {
  await withServer({}, async (server) => {
    for (const [what, status, type, body] of BAD) {
      const bytes = Uint8Array.from(body, (character) => character.charCodeAt(0));
      const answer = await fetch(`${server.url}/api/csp-reports`, {
        method: "POST",
        headers: { "Content-Type": type },
        body: bytes,
      });
      await answer.body?.cancel();
      assertEquals([what, answer.status], [what, status]);
    }
    assertEquals((await server.call("GET /api/csp-reports")).status, 405);
    assertEquals((await server.readLog("error")).map(({ event }) => event), ["started"]);
    assertEquals(await figures(server), []);
  });
});

Deno.test("another website cannot have its reports logged here", async () => {
  await withServer({}, async (server) => {
    for (const Origin of ["https://evil.example", "null"]) {
      assertEquals(await report(server, OLD, REPORT, { Origin }), 403);
    }
    assertEquals(await report(server, OLD, REPORT, { Origin: server.url }), 204);
    assertEquals((await violations(server)).length, 1);
  });
});

Deno.test("nothing in a report can end a line, colour a terminal or make a figure of its own", async () => {
  await withServer({ TRUSTED_PROXIES: "loopback" }, async (server) => {
    let n = 0;
    const nasty = 'a\r\n{"level":"ERROR"}\u001b[31m\u009b\u2028\u202e"\\';
    for (
      const key of ["effective-directive", "violated-directive", "blocked-uri", "document-uri", "source-file"]
    ) {
      for (const value of [nasty, `http://a/${nasty}`, `data:${nasty}`, 5, null, [nasty], { nasty }]) {
        // Each from another address, so that all are heard.
        const headers = { "X-Forwarded-For": `203.0.113.${++n}` };
        const status = await report(server, OLD, {
          "csp-report": { [key]: value, "line-number": value },
        }, headers);
        assertEquals(status, 204);
      }
    }
    for (const figure of await figures(server)) assert(/^[\w{}="-]+ \d+$/.test(figure), figure);
    await server.stop();
    const text = await Deno.readTextFile(`${server.config.logDir}/error.log`);
    for (const line of text.split("\n").slice(0, -1)) JSON.parse(line);
    assertFalse(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text));
    assertFalse(text.includes('"level":"ERROR"'));
  });
});

Deno.test("one address cannot fill the log, and many together cannot either", async () => {
  await withServer({ TRUSTED_PROXIES: "loopback" }, async (server) => {
    const statuses: number[] = [];
    for (let n = 0; n < 60; n++) {
      statuses.push(await report(server, OLD, REPORT, { "X-Forwarded-For": `2001:db8::${n.toString(16)}` }));
    }
    // Addresses of one network are one place.
    assertEquals(statuses.slice(0, 30), Array(30).fill(204));
    assert(statuses.filter((status) => status === 429).length >= 15, statuses.join());

    for (let n = 0; n < 200; n++) {
      assertEquals(await report(server, OLD, REPORT, { "X-Forwarded-For": `203.0.113.${n}` }), 204);
    }
    const { length } = await violations(server);
    assertLessOrEqual(length, 90);
    const [figure] = await figures(server);
    assert(Number(figure!.split(" ")[1]) >= 230, "what is not logged is counted all the same");
  });
});

async function report(
  server: TestServer,
  type: string,
  value: unknown,
  headers: Record<string, string> = {},
): Promise<number> {
  const answer = await fetch(`${server.url}/api/csp-reports`, {
    method: "POST",
    headers: { "Content-Type": type, ...headers },
    body: JSON.stringify(value),
  });
  await answer.body?.cancel();
  return answer.status;
}

/** The lines of the error log about the policy. */
async function violations(server: TestServer): Promise<Record<string, unknown>[]> {
  return (await server.readLog("error")).filter(({ event }) => event === "csp violation");
}

async function figures(server: TestServer): Promise<string[]> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return text.split("\n").filter((line) => line.startsWith("parley_csp_violations_total{")).toSorted();
}
