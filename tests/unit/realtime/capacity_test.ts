import { assert, assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../../src/protocol/errors.ts";
import { checkCapacity } from "../../../src/realtime/capacity.ts";

const LIMITS = {
  maxConnections: 10,
  maxConnectionsPerUser: 3,
  maxConnectionsPerAddress: 5,
  draining: false,
  address: "192.0.2.1",
  userId: "u1",
};

function counts({ held = 0, user = 0, address = 0 }) {
  return {
    held,
    countOfUser: (id: string) => id === "u1" ? user : 0,
    countOfAddress: (one: string) => one === "192.0.2.1" ? address : 0,
  };
}

function refusal(...parameters: Parameters<typeof checkCapacity>): ProtocolError {
  return assertThrows(() => checkCapacity(...parameters), ProtocolError);
}

Deno.test("checkCapacity() lets one more in up to each limit", () => {
  checkCapacity(counts({ held: 9, user: 2, address: 4 }), LIMITS);
  assertEquals(refusal(counts({ held: 10 }), LIMITS).code, "unavailable");
  assertEquals(refusal(counts({ address: 5 }), LIMITS).code, "too_many");
  assertEquals(refusal(counts({ user: 3 }), LIMITS).code, "too_many");
});

Deno.test("checkCapacity() counts for the user and the address who ask, and for no user while it is not known who", () => {
  checkCapacity(counts({ user: 3, address: 5 }), { ...LIMITS, userId: "u2", address: "192.0.2.2" });
  checkCapacity(counts({ user: 3 }), { ...LIMITS, userId: undefined });
});

Deno.test("checkCapacity() lets nobody in while the server stops, and always says when to come back", () => {
  const refusals = [
    refusal(counts({}), { ...LIMITS, draining: true }),
    refusal(counts({ held: 10 }), LIMITS),
    refusal(counts({ user: 3 }), LIMITS),
    refusal(counts({ address: 5 }), LIMITS),
  ];
  for (const { retryAfter } of refusals) {
    assert(retryAfter !== undefined && retryAfter >= 1 && retryAfter <= 30);
  }
});
