import { assertEquals } from "@std/assert";
import { readClient } from "../../../src/http/client_address.ts";

const PROXY = ["127.0.0.1", "10.0.0.1"];

function read(headers: Record<string, string>, remote: string, trusted: readonly string[] = PROXY): string {
  const { address, scheme } = readClient(new Headers(headers), remote, trusted);
  return `${scheme} ${address}`;
}

Deno.test("readClient() believes nobody who is not trusted", () => {
  const headers = { "X-Forwarded-For": "192.0.2.9", "X-Forwarded-Proto": "https" };
  assertEquals(read(headers, "192.0.2.1"), "http 192.0.2.1");
  assertEquals(read(headers, "127.0.0.1", []), "http 127.0.0.1");
});

Deno.test("readClient() takes the last address that no trusted proxy has, as those before it may be made up", () => {
  assertEquals(read({ "X-Forwarded-For": "192.0.2.9" }, "127.0.0.1"), "http 192.0.2.9");
  assertEquals(read({ "X-Forwarded-For": "1.1.1.1, 192.0.2.9,10.0.0.1" }, "127.0.0.1"), "http 192.0.2.9");
  assertEquals(read({ "X-Forwarded-For": "10.0.0.1" }, "127.0.0.1"), "http 10.0.0.1");
  for (const hops of ["", " ", ",,"]) {
    assertEquals(read({ "X-Forwarded-For": hops }, "127.0.0.1"), "http 127.0.0.1");
  }
  assertEquals(read({}, "127.0.0.1"), "http 127.0.0.1");
});

Deno.test("readClient() writes IPv4 in its own form, and knows a trusted proxy in either", () => {
  assertEquals(read({}, "::ffff:192.0.2.1"), "http 192.0.2.1");
  assertEquals(
    read({ "X-Forwarded-For": "::FFFF:192.0.2.9, ::ffff:10.0.0.1" }, "::ffff:127.0.0.1"),
    "http 192.0.2.9",
  );
  assertEquals(read({}, "2001:db8::1"), "http 2001:db8::1");
});

Deno.test("readClient() takes the scheme that the last trusted proxy tells", () => {
  assertEquals(read({ "X-Forwarded-Proto": "https" }, "127.0.0.1"), "https 127.0.0.1");
  assertEquals(read({ "X-Forwarded-Proto": "https, http" }, "127.0.0.1"), "http 127.0.0.1");
  assertEquals(read({ "X-Forwarded-Proto": "http, https" }, "127.0.0.1"), "https 127.0.0.1");
  for (const scheme of ["wss", "HTTPS://", ""]) {
    assertEquals(read({ "X-Forwarded-Proto": scheme }, "127.0.0.1"), "http 127.0.0.1");
  }
});
