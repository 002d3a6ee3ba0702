import { assertEquals, assertThrows } from "@std/assert";
import { readSite } from "../../../src/http/passkey_site.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";

Deno.test("passkeys are bound to the host of the page; at an IP address, and over HTTP elsewhere, there are none", () => {
  const sites: Record<string, string> = {
    "https://chat.example.org": "chat.example.org",
    "https://chat.example.org:8443": "chat.example.org",
    "http://localhost:8000": "localhost",
    "http://chat.localhost": "chat.localhost",
    "https://server": "server",
  };
  for (const [origin, id] of Object.entries(sites)) assertEquals(readSite(origin), { id, origin });
  for (
    const origin of [
      "http://192.168.1.5:8000",
      "https://192.168.1.5",
      "http://[::1]:8000",
      "http://server.local",
    ]
  ) {
    const error = assertThrows(() => readSite(origin), ProtocolError);
    assertEquals(error.code, "no_passkeys", origin);
  }
});
