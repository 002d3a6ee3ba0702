import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { linkify } from "../../../src/client/format/linkify.ts";

function links(text: string): string[] {
  return linkify(text).filter((part) => part.href !== undefined).map((part) => part.text);
}

Deno.test("linkify() gives back the text intact, whatever it is", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("https://a.b", "mailto:", "http://", ")", "(", "."),
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    const text = pieces.join("");
    assertEquals(linkify(text).map((part) => part.text).join(""), text);
  }));
});

Deno.test("linkify() makes links of http, https and mailto alone", () => {
  assertEquals(links("see http://a.example and HTTPS://b.example/x?y=1#z, or mailto:ada@c.example"), [
    "http://a.example",
    "HTTPS://b.example/x?y=1#z",
    "mailto:ada@c.example",
  ]);
  for (
    const text of [
      "javascript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
      "ftp://a.b",
      "a.example",
      "https://",
      "mailto:x",
    ]
  ) {
    assertEquals(links(text), [], text);
  }
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    for (const { href } of linkify(`https://${text} ${text}:${text}`)) {
      if (href !== undefined) assert(/^(https?|mailto):/.test(href), href);
    }
  }));
});

Deno.test("linkify() leaves the punctuation of the sentence outside", () => {
  assertEquals(links("(see https://a.example/b)."), ["https://a.example/b"]);
  assertEquals(links("https://en.example/wiki/Rust_(game)!"), ["https://en.example/wiki/Rust_(game)"]);
  assertEquals(links('"https://a.example/", <https://b.example>'), [
    "https://a.example/",
    "https://b.example",
  ]);
  assertEquals(links("https://a.example/x, https://b.example;"), [
    "https://a.example/x",
    "https://b.example",
  ]);
});

Deno.test("linkify() says where a link leads whose text could fool a reader", () => {
  const host = (text: string) =>
    linkify(text).find((part) => part.href !== undefined && part.host !== undefined);
  assertEquals(host("https://аррӏе.com/login")?.href, "https://xn--80ak6aa92e.com/login");
  assertEquals((host("https://аррӏе.com/login") as { host: string }).host, "xn--80ak6aa92e.com");
  assertEquals((host("https://bank.example@evil.example/") as { host: string }).host, "evil.example");
  assertEquals(host("https://a.example/"), undefined);
});

Deno.test("linkify() ends a link at characters that turn text around", () => {
  assertEquals(links("https://a.example/\u202Egpj.exe"), ["https://a.example/"]);
});
