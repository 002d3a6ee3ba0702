import { assertEquals, assertRejects } from "@std/assert";
import { ask } from "../../../src/previews/answer.ts";
import { NoPreview } from "../../../src/previews/guard.ts";
import type { Stream } from "../../../src/previews/network.ts";

const encoder = new TextEncoder();
const URL_ASKED = new URL("http://a.example/x?y=1#z");

/** A connection whose other end says this, in pieces of so many bytes. */
function saying(text: string, piece = 7): Stream & { said: string; read: Stream["read"]; given: number } {
  const bytes = encoder.encode(text);
  return {
    said: "",
    given: 0,
    read(buffer) {
      if (this.given >= bytes.length) return Promise.resolve(null);
      const part = bytes.subarray(this.given, this.given + Math.min(piece, buffer.length));
      buffer.set(part);
      this.given += part.length;
      return Promise.resolve(part.length);
    },
    write(bytes) {
      // Half of it at a time, as a slow network does.
      const part = bytes.subarray(0, Math.ceil(bytes.length / 2));
      this.said += new TextDecoder().decode(part);
      return Promise.resolve(part.length);
    },
    close() {},
  };
}

async function bodyOf(text: string, max = 1_000_000): Promise<string> {
  const answer = await ask(saying(text), URL_ASKED, max);
  return new TextDecoder().decode(await answer.body());
}

Deno.test("ask() sends one plain request, without cookies and without what stands behind #", async () => {
  const stream = saying("HTTP/1.1 200 OK\r\n\r\n");
  await ask(stream, URL_ASKED, 1_000);
  const [first, ...headers] = stream.said.split("\r\n");
  assertEquals(first, "GET /x?y=1 HTTP/1.1");
  assertEquals(headers.map((line) => line.split(":")[0]), [
    "Host",
    "User-Agent",
    "Accept",
    "Accept-Encoding",
    "Connection",
    "",
    "",
  ]);
});

Deno.test("ask() reads status and headers, and the body by its length, in chunks, or to the end", async () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Type:  text/html \r\nX: 1\r\nX: 2\r\n";
  const answer = await ask(saying(`${head}\r\n`), URL_ASKED, 1_000);
  assertEquals([answer.status, ...answer.headers], [200, ["content-type", "text/html"], ["x", "1"]]);
  assertEquals(await bodyOf(`${head}Content-Length: 5\r\n\r\nhello and more`), "hello");
  assertEquals(await bodyOf(`${head}\r\nhello and more`), "hello and more");
  assertEquals(
    await bodyOf(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n and more!\r\n0\r\n\r\n`),
    "hello and more!",
  );
  assertEquals(await bodyOf("HTTP/1.0 200\n\nhello"), "hello");
});

Deno.test("ask() reads no more than it may, nor what stands behind the head of a page", async () => {
  const endless = saying(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(100_000)}`, 1_000);
  await (await ask(endless, URL_ASKED, 10_000)).body();
  assertEquals(endless.given, 10_000);
  const chunk = saying(
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n${"x".repeat(100_000)}`,
    999,
  );
  await (await ask(chunk, URL_ASKED, 10_000)).body();
  assertEquals(chunk.given, 10_000);
  const page = saying(`HTTP/1.1 200 OK\r\n\r\n<title>a</title></HEAD>${"x".repeat(100_000)}`, 10);
  await (await ask(page, URL_ASKED, 1_000_000)).body();
  assertEquals(page.given < 100, true);
});

for (
  const text of [
    "",
    "SSH-2.0-OpenSSH_9.9\r\n",
    "HTTP/2 200\r\n\r\n",
    "HTTP/1.1 999 x\r\n\r\n",
    "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
    "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
    "HTTP/1.1 200 OK\r\na b: x\r\n\r\n",
    "HTTP/1.1 200 OK\r\nx: 1\r\n",
    `HTTP/1.1 200 OK\r\nx: ${"y".repeat(40_000)}\r\n\r\n`,
    `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(500)}\r\n`,
    "x".repeat(50_000),
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc",
  ]
) {
  Deno.test(`ask() refuses ${JSON.stringify(text.slice(0, 80))}`, async () => {
    await assertRejects(() => bodyOf(text), NoPreview);
  });
}
