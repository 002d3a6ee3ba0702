import { assertEquals, assertThrows } from "@std/assert";
import { type Cookie, deleteCookie, getCookies, getSetCookies, setCookie } from "@std/http/cookie";

function written(cookie: Cookie): string | null {
  const headers = new Headers();
  setCookie(headers, cookie);
  return headers.get("set-cookie");
}

Deno.test("getCookies() reads names and values, which may have equals signs", () => {
  const cookies = getCookies(new Headers({ cookie: "a=1; b=x=y==; empty=; __proto__=p" }));
  assertEquals(Object.entries(cookies), [["a", "1"], ["b", "x=y=="], ["empty", ""], ["__proto__", "p"]]);
  assertEquals(Object.keys(getCookies(new Headers())), []);
});

Deno.test("getCookies() refuses a cookie without a name", () => {
  assertThrows(() => getCookies(new Headers({ cookie: "=x" })), SyntaxError, "Cookie cannot start with '='");
});

Deno.test("setCookie() writes the attributes", () => {
  assertEquals(
    written({
      name: "s",
      value: "v1",
      secure: true,
      httpOnly: true,
      partitioned: true,
      maxAge: 60,
      domain: "chat.example",
      sameSite: "Lax",
      path: "/a",
      expires: new Date(0),
      unparsed: ["Priority=High"],
    }),
    "s=v1; Secure; HttpOnly; Partitioned; Max-Age=60; Domain=chat.example; SameSite=Lax; Path=/a; " +
      "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Priority=High",
  );
  assertEquals(written({ name: "s", value: "", maxAge: 0 }), "s=; Max-Age=0");
  assertEquals(written({ name: "s", value: "v", expires: 0 }), "s=v; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
});

Deno.test("setCookie() gives prefixed names what they demand", () => {
  assertEquals(written({ name: "__Secure-s", value: "v" }), "__Secure-s=v; Secure");
  assertEquals(
    written({ name: "__Host-s", value: "v", domain: "chat.example", path: "/a" }),
    "__Host-s=v; Secure; Path=/",
  );
});

Deno.test("setCookie() adds to the cookies that are set already", () => {
  const headers = new Headers();
  setCookie(headers, { name: "a", value: "1" });
  setCookie(headers, { name: "b", value: "2" });
  setCookie(headers, { name: "", value: "nothing" });
  assertEquals(headers.getSetCookie(), ["a=1", "b=2"]);
});

Deno.test("setCookie() refuses what would become another header", () => {
  const refused: Partial<Cookie>[] = [
    { name: "a b" },
    { name: "a;b" },
    { name: "a=b" },
    { name: "ä" },
    { value: "a;b" },
    { value: "a b" },
    { value: 'a"b' },
    { value: "a,b" },
    { value: "a\\b" },
    { value: "a\r\nb" },
    { value: "ä" },
    { path: "/;x" },
    { path: "/\n" },
    { domain: "-a" },
    { domain: "a." },
    { domain: "a; Secure" },
  ];
  for (const part of refused) {
    assertThrows(() => written({ name: "s", value: "v", ...part }), SyntaxError);
  }
  assertThrows(() => written({ name: "s", value: "v", maxAge: -1 }), RangeError, "Max-Age must be >= 0");
});

Deno.test("deleteCookie() writes an empty cookie that is long over, with path and domain", () => {
  const headers = new Headers();
  deleteCookie(headers, "s", { path: "/a", domain: "chat.example", secure: true });
  assertEquals(
    headers.get("set-cookie"),
    "s=; Secure; Domain=chat.example; Path=/a; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
  );
});

Deno.test("getSetCookies() reads back what setCookie() wrote", () => {
  const cookie: Cookie = {
    name: "s",
    value: "v=1",
    secure: true,
    httpOnly: true,
    maxAge: 60,
    domain: "chat.example",
    sameSite: "Strict",
    path: "/",
    expires: new Date(1000),
    unparsed: ["Priority=High"],
  };
  const headers = new Headers();
  setCookie(headers, cookie);
  assertEquals(getSetCookies(headers), [cookie]);
  assertEquals(getSetCookies(new Headers()), []);
});

Deno.test("getSetCookies() leaves out what a browser would refuse", () => {
  const headers = new Headers();
  const refused = [
    "a=1; Max-Age=-1",
    "__Secure-a=1",
    "__Host-a=1; Secure",
    "__Host-a=1; Path=/",
    "__Host-a=1; Secure; Path=/; Domain=a",
  ];
  for (const header of refused) headers.append("set-cookie", header);
  headers.append("set-cookie", "__Host-b=2; Secure; Path=/");
  assertEquals(getSetCookies(headers), [{ name: "__Host-b", value: "2", secure: true, path: "/" }]);
});
