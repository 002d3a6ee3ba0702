import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { eTag, ifMatch, ifNoneMatch } from "@std/http/etag";

Deno.test("eTag() of content is strong, has its size, and is the same for text and its bytes", async () => {
  const tag = await eTag("hello deno");
  assertMatch(tag, /^"a-[A-Za-z0-9+/]{27}"$/);
  assertEquals(await eTag(new TextEncoder().encode("hello deno")), tag);
  assertEquals(await eTag("hello deno", { weak: true }), `W/${tag}`);
  assertNotEquals(await eTag("hello denø"), tag);
  assertEquals(await eTag(""), '"0-47DEQpj8HBSa+/TImW+5JCeuQeR"');
});

Deno.test("eTag() of a file is weak and changes with its size and time", async () => {
  const tag = await eTag({ size: 255, mtime: new Date(0) });
  assertMatch(tag!, /^W\/"ff-[A-Za-z0-9+/]{27}"$/);
  assertNotEquals(await eTag({ size: 255, mtime: new Date(1) }), tag);
  assertNotEquals(await eTag({ size: 254, mtime: new Date(0) }), tag);
  assertEquals(await eTag({ size: 255, mtime: null }), undefined);
  assertEquals(await eTag({ size: 255, mtime: new Date(0) }, { weak: false }), tag!.slice(2));
});

Deno.test("eTag() uses the algorithm it is told", async () => {
  assertNotEquals(await eTag("a", { algorithm: "SHA-512" }), await eTag("a"));
});

Deno.test("ifMatch() compares strongly", () => {
  assertEquals(ifMatch('"a"', '"a"'), true);
  assertEquals(ifMatch('"x" ,  "a"', '"a"'), true);
  assertEquals(ifMatch(" * ", '"a"'), true);
  assertEquals(ifMatch('"b"', '"a"'), false);
  assertEquals(ifMatch('W/"a"', 'W/"a"'), false);
  assertEquals(ifMatch(null, '"a"'), false);
  assertEquals(ifMatch("*", undefined), false);
});

Deno.test("ifNoneMatch() compares weakly and says whether to go on", () => {
  assertEquals(ifNoneMatch('"a"', 'W/"a"'), false);
  assertEquals(ifNoneMatch('W/"a"', '"a"'), false);
  assertEquals(ifNoneMatch('"x" ,  "a"', '"a"'), false);
  assertEquals(ifNoneMatch(" * ", '"a"'), false);
  assertEquals(ifNoneMatch('"b"', '"a"'), true);
  assertEquals(ifNoneMatch(null, '"a"'), true);
  assertEquals(ifNoneMatch('"a"', undefined), true);
});
