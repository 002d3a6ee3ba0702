import { assert, assertEquals } from "@std/assert";
import { reachableAddresses } from "../../../src/http/addresses.ts";

function reachable(hostname: string, publicUrl = ""): string[] {
  return reachableAddresses({ transport: "tcp", hostname, port: 8000 }, publicUrl);
}

Deno.test("reachableAddresses() names the one address that is listened on", () => {
  assertEquals(reachable("127.0.0.1"), ["http://127.0.0.1:8000/"]);
  assertEquals(reachable("::1"), ["http://[::1]:8000/"]);
});

Deno.test("reachableAddresses() of all addresses begins with localhost, and names only addresses that lead here", () => {
  for (const hostname of ["0.0.0.0", "::"]) {
    const [first, ...others] = reachable(hostname);
    assertEquals(first, "http://localhost:8000/");
    for (const address of others) {
      assert(/^http:\/\/\d+\.\d+\.\d+\.\d+:8000\/$/.test(address) && !address.includes("//127."), address);
    }
  }
});

Deno.test("reachableAddresses() puts the public address first", () => {
  assertEquals(reachable("127.0.0.1", "https://chat.example.org"), [
    "https://chat.example.org/",
    "http://127.0.0.1:8000/",
  ]);
});
