import { assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../../src/protocol/errors.ts";
import { checkHandshake } from "../../../src/realtime/handshake.ts";

const GOOD = {
  "Upgrade": "websocket",
  "Connection": "Upgrade",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};

/** What the check looks at: a Request itself may not have these headers. */
function request(changes: Record<string, string | undefined> = {}, method = "GET"): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries({ ...GOOD, ...changes })) {
    if (value !== undefined) headers.set(name, value);
  }
  return { method, headers } as Request;
}

function refusal(...parameters: Parameters<typeof request>): string {
  return assertThrows(() => checkHandshake(request(...parameters)), ProtocolError).code;
}

Deno.test("checkHandshake() takes what RFC 6455 asks for, in any case and order", () => {
  checkHandshake(request());
  checkHandshake(request({ Upgrade: "WebSocket", Connection: "keep-alive, UPGRADE" }));
});

Deno.test("checkHandshake() refuses other methods", () => {
  for (const method of ["POST", "HEAD", "PUT", "OPTIONS"]) {
    assertEquals(refusal({}, method), "method_not_allowed");
  }
});

Deno.test("checkHandshake() refuses what is no upgrade to WebSocket 13", () => {
  for (const Upgrade of [undefined, "h2c", "websocket2", ""]) {
    assertEquals(refusal({ Upgrade }), "upgrade_required");
  }
  for (const Connection of [undefined, "close", "keep-alive", "upgraded"]) {
    assertEquals(refusal({ Connection }), "upgrade_required");
  }
  for (const version of [undefined, "8", "12", "14", "13, 8", ""]) {
    assertEquals(refusal({ "Sec-WebSocket-Version": version }), "upgrade_required");
  }
});

Deno.test("checkHandshake() refuses a key that is not 16 bytes in base64", () => {
  const keys = [
    undefined,
    "",
    "short",
    "dGhlIHNhbXBsZSBub25jZQ",
    "dGhlIHNhbXBsZSBub25jZR==",
    "dGhlIHNhbXBsZSBub25jZSE=",
    "dGhlIHNhbXBsZSBub25 ZQ==",
    "dGhlIHNhbXBsZSBub25jZQ==x",
  ];
  for (const key of keys) assertEquals(refusal({ "Sec-WebSocket-Key": key }), "bad_request", key);
});

Deno.test("checkHandshake() takes every key that is 16 bytes", () => {
  for (let count = 0; count < 200; count++) {
    checkHandshake(request({ "Sec-WebSocket-Key": crypto.getRandomValues(new Uint8Array(16)).toBase64() }));
  }
});
