import { assertEquals } from "@std/assert";
import { networkOf } from "../../../src/chat/network.ts";

Deno.test("networkOf() leaves an IPv4 address as it is, and takes the first 64 bits of an IPv6 address", () => {
  assertEquals(networkOf("192.0.2.1"), "192.0.2.1");
  const same = ["2001:db8:0:1::", "2001:db8:0:1::1", "2001:db8:0:1:2:3:4:5", "2001:db8:0:1:ffff::"];
  assertEquals(new Set(same.map(networkOf)), new Set(["2001:db8:0:1::/64"]));
  assertEquals(["::1", "2001:db8::1", "fe80::1%eth0"].map(networkOf), [
    "0:0:0:0::/64",
    "2001:db8:0:0::/64",
    "fe80:0:0:0::/64",
  ]);
});

Deno.test("networkOf() takes what is no address for what it is", () => {
  for (const text of ["", "unknown", ":", "::", "a:b:c", ":::::::::::::::::"]) {
    assertEquals(typeof networkOf(text), "string");
  }
});
