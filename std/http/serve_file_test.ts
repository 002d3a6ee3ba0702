import { assertEquals, assertRejects } from "@std/assert";
import { eTag } from "@std/http/etag";
import { serveFile } from "@std/http/file-server";
import { BIG_BYTES, bigContent, MTIME, withSite } from "./test_site.ts";

function get(headers: HeadersInit = {}, method = "GET"): Request {
  return new Request("http://localhost/any", { method, headers });
}

Deno.test("serveFile() answers with the file, its type, length, time and tag", async () => {
  await withSite(async ({ root }) => {
    const response = await serveFile(get(), `${root}/hello.txt`);
    assertEquals(response.status, 200);
    assertEquals(await response.text(), "hello, world");
    assertEquals(Object.fromEntries(response.headers), {
      "accept-ranges": "bytes",
      "content-length": "12",
      "content-type": "text/plain; charset=UTF-8",
      "etag": (await eTag({ size: 12, mtime: MTIME }))!,
      "last-modified": "Fri, 02 Jan 2026 03:04:05 GMT",
    });
  });
});

Deno.test("serveFile() makes the tag with the algorithm it is told", async () => {
  await withSite(async ({ root }) => {
    const response = await serveFile(get(), `${root}/hello.txt`, { etagAlgorithm: "SHA-512" });
    assertEquals(
      response.headers.get("etag"),
      await eTag({ size: 12, mtime: MTIME }, { algorithm: "SHA-512" }) ?? "none",
    );
    await response.body?.cancel();
  });
});

Deno.test("serveFile() knows the types of a web site's files, and says none it does not know", async () => {
  const folder = await Deno.makeTempDir();
  const types: Record<string, string | null> = {
    "a.html": "text/html; charset=UTF-8",
    "a.js": "text/javascript; charset=UTF-8",
    "a.mjs": "text/javascript; charset=UTF-8",
    "a.css": "text/css; charset=UTF-8",
    "a.json": "application/json; charset=UTF-8",
    "a.js.map": "application/json; charset=UTF-8",
    "a.svg": "image/svg+xml",
    "a.PNG": "image/png",
    "a.ico": "image/vnd.microsoft.icon",
    "a.webp": "image/webp",
    "a.jpg": "image/jpeg",
    "a.gif": "image/gif",
    "a.woff2": "font/woff2",
    "a.webmanifest": "application/manifest+json; charset=UTF-8",
    "a.wasm": "application/wasm",
    "a.mp3": "audio/mpeg",
    "a.unknown": null,
    "html": null,
  };
  try {
    for (const [name, type] of Object.entries(types)) {
      await Deno.writeTextFile(`${folder}/${name}`, "a");
      const response = await serveFile(get(), `${folder}/${name}`);
      assertEquals([name, response.headers.get("content-type")], [name, type]);
      await response.body?.cancel();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("serveFile() answers HEAD with the headers of GET and no body", async () => {
  await withSite(async ({ root }) => {
    for (const name of ["hello.txt", "big.bin", "empty.txt"]) {
      const whole = await serveFile(get(), `${root}/${name}`);
      const head = await serveFile(get({ range: "bytes=0-1" }, "HEAD"), `${root}/${name}`);
      assertEquals([head.status, head.body], [200, null]);
      assertEquals(Object.fromEntries(head.headers), Object.fromEntries(whole.headers));
      await whole.body?.cancel();
    }
  });
});

Deno.test("serveFile() answers 405 to other methods and 404 to what is no file", async () => {
  await withSite(async ({ root }) => {
    const post = new Request("http://localhost/", { method: "POST", body: "unread" });
    const refused = await serveFile(post, `${root}/hello.txt`);
    assertEquals([refused.status, refused.headers.get("allow")], [405, "GET, HEAD"]);
    for (const name of ["none.txt", "docs", "hello.txt/x", "x".repeat(300)]) {
      assertEquals([name, (await serveFile(get(), `${root}/${name}`)).status], [name, 404]);
    }
  });
});

Deno.test("serveFile() answers 304 to a matching If-None-Match, weak or strong, and to *", async () => {
  await withSite(async ({ root }) => {
    const tag = await eTag({ size: 12, mtime: MTIME }) ?? "";
    for (const value of [tag, tag.slice(2), `"x", ${tag}`, "*"]) {
      for (const method of ["GET", "HEAD"]) {
        const response = await serveFile(get({ "if-none-match": value }, method), `${root}/hello.txt`);
        assertEquals([value, response.status, response.body], [value, 304, null]);
        assertEquals(response.headers.get("etag"), tag);
      }
    }
    const other = await serveFile(get({ "if-none-match": '"x"' }), `${root}/hello.txt`);
    assertEquals([other.status, await other.text()], [200, "hello, world"]);
  });
});

Deno.test("serveFile() answers If-Modified-Since by the second, unless there is an If-None-Match", async () => {
  await withSite(async ({ root }) => {
    const cases: [headers: HeadersInit, status: number][] = [
      [{ "if-modified-since": MTIME.toUTCString() }, 304],
      [{ "if-modified-since": new Date(MTIME.getTime() + 5000).toUTCString() }, 304],
      [{ "if-modified-since": new Date(MTIME.getTime() - 1000).toUTCString() }, 200],
      [{ "if-modified-since": "not a date" }, 200],
      [{ "if-modified-since": MTIME.toUTCString(), "if-none-match": '"x"' }, 200],
    ];
    for (const [headers, status] of cases) {
      const response = await serveFile(get(headers), `${root}/hello.txt`);
      assertEquals([headers, response.status], [headers, status]);
      await response.body?.cancel();
    }
  });
});

const last = BIG_BYTES - 1;
const RANGES: [range: string, first: number, last: number][] = [
  ["bytes=0-0", 0, 0],
  ["bytes=10-19", 10, 19],
  ["bytes=100000-", 100_000, last],
  ["bytes=1-150000", 1, 150_000],
  ["bytes=-200", BIG_BYTES - 200, last],
  ["bytes=-999999999", 0, last],
  ["bytes=199999-999999999", last, last],
];

for (const [range, from, to] of RANGES) {
  Deno.test(`serveFile() answers 206 with ${from} to ${to} to '${range}'`, async () => {
    await withSite(async ({ root }) => {
      const response = await serveFile(get({ range }), `${root}/big.bin`);
      assertEquals(response.status, 206);
      assertEquals(response.headers.get("content-range"), `bytes ${from}-${to}/${BIG_BYTES}`);
      assertEquals(response.headers.get("content-length"), String(to - from + 1));
      assertEquals(await response.bytes(), bigContent().slice(from, to + 1));
    });
  });
}

for (
  const range of [
    "bytes=500-200",
    "bytes=200000-",
    "bytes=999999-9999999",
    "bytes=-0",
    `bytes=${"9".repeat(400)}-`,
  ]
) {
  Deno.test(`serveFile() answers 416 to '${range.slice(0, 30)}'`, async () => {
    await withSite(async ({ root }) => {
      const response = await serveFile(get({ range }), `${root}/big.bin`);
      assertEquals(response.status, 416);
      assertEquals(response.headers.get("content-range"), `bytes */${BIG_BYTES}`);
      assertEquals(await response.text(), "Range Not Satisfiable");
    });
  });
}

for (const range of ["bytes=100", "bytes=a-b", "bytes=-", "bytes=0-10, 20-30", "lines=0-1"]) {
  Deno.test(`serveFile() answers with the whole file to '${range}'`, async () => {
    await withSite(async ({ root }) => {
      const response = await serveFile(get({ range }), `${root}/big.bin`);
      assertEquals([response.status, response.headers.get("content-range")], [200, null]);
      assertEquals(await response.bytes(), bigContent());
    });
  });
}

Deno.test("serveFile() answers with the nothing of an empty file, range or not", async () => {
  await withSite(async ({ root }) => {
    for (const headers of [new Headers(), new Headers({ range: "bytes=0-10" })]) {
      const response = await serveFile(get(headers), `${root}/empty.txt`);
      assertEquals([response.status, response.headers.get("content-length"), await response.text()], [
        200,
        "0",
        "",
      ]);
    }
  });
});

Deno.test("serveFile() ignores the range when If-Range names another content", async () => {
  await withSite(async ({ root }) => {
    const weak = await eTag({ size: 12, mtime: MTIME }) ?? "";
    const cases: [string, number][] = [
      [MTIME.toUTCString(), 206],
      [new Date(MTIME.getTime() + 5000).toUTCString(), 200],
      [weak, 200],
      ["nonsense", 200],
    ];
    for (const [value, status] of cases) {
      const response = await serveFile(get({ "range": "bytes=0-1", "if-range": value }), `${root}/hello.txt`);
      assertEquals([value, response.status], [value, status]);
      await response.body?.cancel();
    }
  });
});

Deno.test("serveFile() holds no file open for a body that is not read, or only begun", async () => {
  await withSite(async ({ root }) => {
    await serveFile(get(), `${root}/big.bin`);
    const begun = await serveFile(get(), `${root}/big.bin`);
    const reader = begun.body!.getReader();
    await reader.read();
    await reader.cancel();
    const busy = await serveFile(get(), `${root}/big.bin`);
    const other = busy.body!.getReader();
    const reading = other.read();
    await other.cancel();
    await reading;
  });
});

Deno.test("serveFile() breaks the body off when the file has become shorter", async () => {
  await withSite(async ({ root }) => {
    const response = await serveFile(get(), `${root}/big.bin`);
    await Deno.truncate(`${root}/big.bin`, 100_000);
    await assertRejects(() => response.bytes(), Error, "File ended early");
  });
});

Deno.test("serveFile() serves a large file to real clients, also to one that leaves", async () => {
  await withSite(async ({ root }) => {
    const finished = Promise.withResolvers<void>();
    await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (req) => {
      const response = await serveFile(req, `${root}/big.bin`);
      finished.resolve();
      return response;
    });
    const url = `http://127.0.0.1:${server.addr.port}/`;
    const gone = new AbortController();
    const cut = await fetch(url, { signal: gone.signal });
    gone.abort();
    await assertRejects(() => cut.bytes());
    await finished.promise;
    const response = await fetch(url);
    assertEquals(await response.bytes(), bigContent());
    const head = await fetch(url, { method: "HEAD" });
    assertEquals([head.headers.get("content-length"), await head.text()], [String(BIG_BYTES), ""]);
  });
});
