import { assertEquals, assertThrows } from "@std/assert";
import * as read from "../../../src/config/readers.ts";

const words = { about: "" };

function assertRefuses(setting: read.Setting<unknown>, texts: readonly string[]): void {
  for (const text of texts) assertThrows(() => setting.parse(text), RangeError, undefined, text);
}

Deno.test("integer() takes whole numbers in its range, and no other spelling of a number", () => {
  const setting = read.integer("A", 5, { ...words, min: 1, max: 100 });
  assertEquals(["1", "100", "007"].map(setting.parse), [1, 100, 7]);
  assertRefuses(setting, [
    "0",
    "101",
    "-1",
    "+1",
    "1.5",
    "1e1",
    "0x10",
    "",
    "ten",
    "1 0",
    "Infinity",
    "NaN",
    "1".repeat(400),
  ]);
});

Deno.test("integer() without a greatest value says so", () => {
  assertEquals(read.integer("A", 5, { ...words, min: 3 }).allowed, "a whole number, 3 or more");
  assertEquals(read.integer("A", 5, { ...words, min: 3 }).parse("999999999999999"), 999_999_999_999_999);
});

Deno.test("oneOf() takes its words as they are written", () => {
  const setting = read.oneOf("A", "warn", ["off", "warn"], words);
  assertEquals(setting.parse("off"), "off");
  assertRefuses(setting, ["OFF", "", "of", "off,warn"]);
});

Deno.test("flag() takes on and off, and what people write for them", () => {
  const setting = read.flag("A", true, words);
  assertEquals(["on", "true", "yes", "1"].map(setting.parse), [true, true, true, true]);
  assertEquals(["off", "false", "no", "0"].map(setting.parse), [false, false, false, false]);
  assertRefuses(setting, ["", "On", "2", "maybe"]);
});

Deno.test("url() takes an http or https origin, in its shortest form", () => {
  const setting = read.url("A", "", words);
  assertEquals(setting.parse("https://Chat.Example.org:443/"), "https://chat.example.org");
  assertEquals(setting.parse("http://[::1]:8000"), "http://[::1]:8000");
  assertRefuses(setting, [
    "chat.example.org",
    "ftp://a",
    "https://a/chat",
    "https://a/?b",
    "https://a/#b",
    "https://ada@a",
    "https://:x@a",
    "wss://a",
    "null",
  ]);
});

Deno.test("origins() takes a list with blanks and empty places", () => {
  const setting = read.origins("A", [], words);
  assertEquals(setting.parse("https://a.example , ,http://b.example:8080,"), [
    "https://a.example",
    "http://b.example:8080",
  ]);
  assertRefuses(setting, ["https://a.example,b", "*"]);
});

Deno.test("addresses() takes IP addresses, and loopback for this machine", () => {
  const setting = read.addresses("A", [], words);
  assertEquals(setting.parse("loopback,192.0.2.1, 2001:db8::1"), [
    "127.0.0.1",
    "::1",
    "192.0.2.1",
    "2001:db8::1",
  ]);
  assertRefuses(setting, ["10.0.0.0/8", "proxy.example", "1.2.3", "1.2.3.256", "1:2"]);
});

Deno.test("isIpAddress() tells addresses from names", () => {
  for (
    const address of [
      "127.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "[::1]",
      "2001:db8::8a2e:370:7334",
      "::ffff:192.0.2.1",
      "[::ffff:127.0.0.1]",
    ]
  ) {
    assertEquals(read.isIpAddress(address), true, address);
  }
  for (
    const name of [
      "",
      "localhost",
      "1.2.3.4.5",
      "256.1.1.1",
      "1.2.3.",
      "127.1",
      "a.b.c.d",
      "example.org",
      "::g",
      "[",
      "[]",
      "1.2.3.4:80",
      "[::1]:80",
    ]
  ) {
    assertEquals(read.isIpAddress(name), false, name);
  }
});
