import { assertEquals, assertStringIncludes } from "@std/assert";
import { serveDir, type ServeDirOptions } from "@std/http/file-server";
import { withSite } from "./test_site.ts";

async function ask(path: string, options: ServeDirOptions & { method?: string; sent?: HeadersInit }) {
  const { method, sent, ...rest } = options;
  const request = new Request(`http://localhost${path}`, { method, headers: sent });
  const response = await serveDir(request, { quiet: true, ...rest });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

Deno.test("serveDir() serves files by their path, whatever their name", async () => {
  await withSite(async ({ root }) => {
    const asked: [path: string, text: string][] = [
      ["/hello.txt", "hello, world"],
      ["/hello.txt?v=1", "hello, world"],
      ["/docs/index.html", "<p>docs</p>"],
      ["/a%20b%23c%2525.txt", "odd name"],
      ["/%252e%252e", "a name that looks encoded"],
      ["/inside.txt", "hello, world"],
    ];
    for (const [path, text] of asked) {
      const answer = await ask(path, { fsRoot: root });
      assertEquals([path, answer.status, answer.text], [path, 200, text]);
    }
  });
});

Deno.test("serveDir() serves the index of a folder and nothing for a folder without one", async () => {
  await withSite(async ({ root }) => {
    const index = await ask("/docs/", { fsRoot: root });
    assertEquals([index.status, index.text], [200, "<p>docs</p>"]);
    assertEquals(index.headers.get("content-type"), "text/html; charset=UTF-8");
    assertEquals((await ask("/docs/", { fsRoot: root, showIndex: false })).status, 404);
    assertEquals((await ask("/plain/", { fsRoot: root })).status, 404);
    assertEquals((await ask("/", { fsRoot: root })).status, 404);
  });
});

Deno.test("serveDir() sends to the one address of a file or folder, in the same place", async () => {
  await withSite(async ({ root }) => {
    const moved: [path: string, location: string][] = [
      ["/docs", "/docs/"],
      ["/docs?a=1", "/docs/?a=1"],
      ["/hello.txt/", "/hello.txt"],
      ["//docs///index.html", "/docs/index.html"],
      ["//plain", "/plain/"],
    ];
    for (const [path, location] of moved) {
      const answer = await ask(path, { fsRoot: root, headers: ["x-a: b"], enableCors: true });
      assertEquals([path, answer.status, answer.headers.get("location")], [path, 301, location]);
      assertEquals(answer.headers.get("x-a"), null);
    }
    assertEquals((await ask("//evil.example/", { fsRoot: root })).status, 404);
    const below = await ask("/static/docs", { fsRoot: root, urlRoot: "static" });
    assertEquals(below.headers.get("location"), "/static/docs/");
  });
});

const REFUSED = [
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/%2e%2e%2fsecret.txt",
  "/docs/..%2f..%2fsecret.txt",
  "/docs/%2e%2e/%2e%2e/secret.txt",
  "/..%5csecret.txt",
  "/docs%5cindex.html",
  "/docs%2findex.html",
  "/%2fetc%2fpasswd",
  "//etc/passwd",
  "/hello.txt%00",
  "/hello.txt%00.html",
  "/hello.txt/x",
  "/none.txt",
  `/${"x".repeat(300)}`,
  "/outside.txt",
  "/up/secret.txt",
  "/beside/secret.txt",
  "/circle",
  "/.secret",
  "/%2esecret",
  "/.hello",
  "/hidden.txt",
  "/plain/.git/config",
];

for (const path of REFUSED) {
  Deno.test(`serveDir() answers 404 to ${path.slice(0, 40)}`, async () => {
    await withSite(async ({ root }) => {
      const { status, text } = await ask(path, { fsRoot: root, showDirListing: true });
      assertEquals([status, text], [404, "Not Found"]);
    });
  });
}

for (const path of ["/%zz", "/%", "/hello.txt%2", "/%ff%fe", "/%c0%ae%c0%ae/secret.txt"]) {
  Deno.test(`serveDir() answers 400 to ${path}, which is not well encoded`, async () => {
    await withSite(async ({ root }) => {
      assertEquals((await ask(path, { fsRoot: root })).status, 400);
    });
  });
}

Deno.test("serveDir() serves dotfiles where it is told to, and still nothing outside", async () => {
  await withSite(async ({ root }) => {
    const options = { fsRoot: root, showDotfiles: true };
    assertEquals((await ask("/.secret", options)).text, "secret");
    assertEquals((await ask("/hidden.txt", options)).text, "secret");
    assertEquals((await ask("/plain/.git/config", options)).text, "secret");
    assertEquals((await ask("/outside.txt", options)).status, 404);
    assertEquals((await ask("/..%2fsecret.txt", options)).status, 404);
  });
});

Deno.test("serveDir() serves a root that is a link or below a folder with a dot", async () => {
  const folder = await Deno.makeTempDir({ prefix: ".dot" });
  try {
    await Deno.mkdir(`${folder}/real`);
    await Deno.writeTextFile(`${folder}/real/a.txt`, "a");
    await Deno.symlink("real", `${folder}/link`);
    assertEquals((await ask("/a.txt", { fsRoot: `${folder}/link` })).text, "a");
    assertEquals((await ask("/a.txt", { fsRoot: `${folder}/real/` })).text, "a");
    assertEquals((await ask("/a.txt", { fsRoot: `${folder}/none` })).status, 404);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("serveDir() takes urlRoot off the path, by whole names", async () => {
  await withSite(async ({ root }) => {
    const options = { fsRoot: root, urlRoot: "static/v1" };
    assertEquals((await ask("/static/v1/hello.txt", options)).text, "hello, world");
    assertEquals((await ask("/static/v1hello.txt", options)).status, 404);
    assertEquals((await ask("/hello.txt", options)).status, 404);
    assertEquals((await ask("/static", options)).status, 404);
  });
});

Deno.test("serveDir() lists a folder where it is told to, names escaped, dotfiles left out", async () => {
  await withSite(async ({ root }) => {
    const options = { fsRoot: root, showDirListing: true };
    const { status, text, headers } = await ask("/plain/", options);
    assertEquals([status, headers.get("content-type")], [200, "text/html; charset=UTF-8"]);
    assertStringIncludes(text, '<a href="./a%3Cb%3E.txt">a&#60;b&#62;.txt</a>');
    assertStringIncludes(text, '<a href="./../">../</a>');
    assertEquals(text.includes(".git"), false);
    assertStringIncludes(
      (await ask("/plain/", { ...options, showDotfiles: true })).text,
      '<a href="./.git/">',
    );
    assertStringIncludes((await ask("/", options)).text, '<a href="./docs/">docs/</a>');
  });
});

Deno.test("serveDir() adds the given headers and CORS", async () => {
  await withSite(async ({ root }) => {
    const options = {
      fsRoot: root,
      enableCors: true,
      headers: ["cache-control: no-cache", "x-link: http://a:1/"],
    };
    for (const path of ["/hello.txt", "/none.txt"]) {
      const { headers } = await ask(path, options);
      assertEquals(headers.get("cache-control"), "no-cache");
      assertEquals(headers.get("x-link"), "http://a:1/");
      assertEquals(headers.get("access-control-allow-origin"), "*");
      assertStringIncludes(headers.get("access-control-allow-headers")!, "Range");
    }
    assertEquals(
      (await ask("/hello.txt", { fsRoot: root })).headers.get("access-control-allow-origin"),
      null,
    );
  });
});

Deno.test("serveDir() passes conditions, ranges and HEAD on to the file", async () => {
  await withSite(async ({ root }) => {
    const first = await ask("/docs/", { fsRoot: root });
    const sent = { "if-none-match": first.headers.get("etag")! };
    assertEquals((await ask("/docs/", { fsRoot: root, sent })).status, 304);
    const part = await ask("/hello.txt", { fsRoot: root, sent: { range: "bytes=-5" } });
    assertEquals([part.status, part.text], [206, "world"]);
    const head = await ask("/hello.txt", { fsRoot: root, method: "HEAD" });
    assertEquals([head.status, head.text, head.headers.get("content-length")], [200, "", "12"]);
    const other = await ask("/hello.txt", { fsRoot: root, etagAlgorithm: "SHA-1" });
    assertEquals(
      other.headers.get("etag") === (await ask("/hello.txt", { fsRoot: root })).headers.get("etag"),
      false,
    );
  });
});

Deno.test("serveDir() answers 405 to other methods, before it looks for the file", async () => {
  await withSite(async ({ root }) => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const { status, headers } = await ask("/none.txt", { fsRoot: root, method });
      assertEquals([status, headers.get("allow")], [405, "GET, HEAD"]);
    }
  });
});

Deno.test("serveDir() prints a line per request unless it is quiet", async () => {
  const methods = ["debug", "log", "info", "warn", "error"] as const;
  const originals = methods.map((method) => console[method]);
  const lines: string[] = [];
  for (const method of methods) console[method] = (...values: unknown[]) => lines.push(values.join(" "));
  try {
    await withSite(async ({ root }) => {
      for (const path of ["/hello.txt", "/none.txt", "/%zz", "/docs"]) await ask(path, { fsRoot: root });
      assertEquals(lines, []);
      await ask("/hello.txt?a=1", { fsRoot: root, quiet: false });
    });
  } finally {
    methods.forEach((method, index) => console[method] = originals[index]!);
  }
  assertEquals(lines.length, 1);
  assertStringIncludes(lines[0]!, "[GET] /hello.txt?a=1 200");
});
