import { assert, assertEquals, assertFalse } from "@std/assert";
import fc from "fast-check";
import { isPublic, parseAddress } from "../../../src/previews/address.ts";
import { isNear } from "../../../src/previews/own_networks.ts";

const byte = fc.integer({ min: 0, max: 255 });
const tail = fc.tuple(byte, byte, byte);

Deno.test("isPublic() says yes to addresses of the internet", () => {
  for (
    const address of [
      "1.1.1.1",
      "8.8.8.8",
      "93.184.216.34",
      "100.63.255.255",
      "100.128.0.0",
      "172.15.255.255",
      "172.32.0.0",
      "192.167.255.255",
      "198.17.255.255",
      "198.20.0.0",
      "223.255.255.255",
      "2606:2800:220:1:248:1893:25c8:1946",
      "2001:4860:4860::8888",
      "2a00:1450:4001:81b::200e",
    ]
  ) assert(isPublic(address), address);
});

Deno.test("isPublic() says no to what is near, kept for a use, or carries such an address in it", () => {
  for (
    const address of [
      "0.0.0.0",
      "10.255.255.255",
      "100.64.0.0",
      "100.127.255.255",
      "127.0.0.1",
      "168.63.129.16",
      "169.254.169.254",
      "172.16.0.0",
      "172.31.255.255",
      "192.0.0.1",
      "192.0.2.1",
      "192.88.99.1",
      "192.168.0.1",
      "198.18.0.1",
      "198.19.255.255",
      "198.51.100.1",
      "203.0.113.1",
      "224.0.0.1",
      "239.255.255.255",
      "240.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "::ffff:8.8.8.8",
      "::127.0.0.1",
      "64:ff9b::8.8.8.8",
      "64:ff9b:1::1",
      "100::1",
      "2001::1",
      "2001:0:4136:e378::1",
      "2001:10::1",
      "2001:db8::1",
      "2002:808:808::1",
      "3fff::1",
      "4000::1",
      "fc00::1",
      "fd00:ec2::254",
      "fe80::1",
      "fec0::1",
      "ff02::1",
    ]
  ) assertFalse(isPublic(address), address);
});

Deno.test("isPublic() says no to whatever is no address in its usual form", () => {
  for (
    const text of [
      "",
      "localhost",
      "1",
      "8.8.8",
      "8.8.8.8.",
      "8.8.8.08",
      "8.8.8.256",
      "0x8.8.8.8",
      " 8.8.8.8",
      "8.8.8.8/32",
      "2606::1%eth0",
      "[2606::1]",
      "2606:::1",
      "2606::1::1",
      "2606:1",
      "2606:1:2:3:4:5:6:7:8",
      "2606:1:2:3:4:5:6::8:9",
      "2606::8.8.8",
      "8.8.8.8::",
      "2606::g",
      "2606::12345",
    ]
  ) assertEquals([text, parseAddress(text), isPublic(text)], [text, undefined, false]);
  fc.assert(fc.property(fc.string(), (text) => {
    assertEquals(isPublic(text) && parseAddress(text) === undefined, false);
  }));
});

Deno.test("isPublic() says no to every address of the closed blocks, in IPv4 and carried by IPv6", () => {
  const first = fc.constantFrom(0, 10, 127, 224, 239, 240, 255);
  fc.assert(fc.property(first, tail, (first, [a, b, c]) => {
    const address = `${first}.${a}.${b}.${c}`;
    const hex = [first, a, b, c].map((one) => one.toString(16).padStart(2, "0")).join("");
    const groups = `${hex.slice(0, 4)}:${hex.slice(4)}`;
    for (
      const one of [
        address,
        `::ffff:${address}`,
        `::${groups}`,
        `64:ff9b::${groups}`,
        `2002:${groups}::1`,
        `2001:0:${groups}::1`,
        `2001::${groups}`,
      ]
    ) assertFalse(isPublic(one), one);
  }));
});

Deno.test("parseAddress() reads each way to write an address of IPv6 as the URL parser does", () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  fc.assert(fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
    const text = groups.map((one) => one.toString(16)).join(":");
    const short = new URL(`http://[${text}]/`).hostname.slice(1, -1);
    const bytes = groups.flatMap((one) => [one >> 8, one & 255]);
    assertEquals([...parseAddress(text)!], bytes);
    assertEquals([...parseAddress(short)!], bytes);
  }));
});

Deno.test("isNear() knows this machine and its neighbours, also where their addresses are public", () => {
  const networks = [
    { bytes: parseAddress("93.184.216.0")!, bits: 24 },
    { bytes: parseAddress("2606:1:2:3::")!, bits: 64 },
  ];
  for (const near of ["93.184.216.34", "2606:1:2:3:ffff::1", "no address"]) {
    assert(isNear(near, networks), near);
  }
  for (const far of ["93.184.217.34", "2606:1:2:4::1"]) assertFalse(isNear(far, networks), far);
  assert(isNear("127.0.0.1"));
});
