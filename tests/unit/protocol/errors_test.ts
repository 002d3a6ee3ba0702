import { assert, assertEquals } from "@std/assert";
import { type ErrorCode, ERRORS, ProtocolError } from "../../../src/protocol/errors.ts";

Deno.test("every error has a status of its kind, and words for people", () => {
  for (const [code, { status, temporary, message }] of Object.entries(ERRORS)) {
    assert(status >= 400 && status <= 599, code);
    assert(/^\p{Lu}.*[^.]$|^'/u.test(message), `${code}: ${message}`);
    if (status >= 500) assert(temporary, `${code}: what the server could not do may work later`);
    if (status === 429) assert(temporary, code);
  }
});

Deno.test("the public codes of a refused way in keep their statuses", () => {
  const expected: Partial<Record<ErrorCode, number>> = {
    invalid_username: 400,
    unauthenticated: 401,
    forbidden_origin: 403,
    username_taken: 409,
    upgrade_required: 426,
    rate_limited: 429,
    too_many: 429,
    unavailable: 503,
  };
  for (const [code, status] of Object.entries(expected)) {
    assertEquals(ERRORS[code as ErrorCode].status, status, code);
  }
});

Deno.test("a ProtocolError says the code's own words where it is given none", () => {
  const plain = new ProtocolError("forbidden");
  assertEquals([plain.code, plain.message, plain.retryAfter], [
    "forbidden",
    ERRORS.forbidden.message,
    undefined,
  ]);
  const full = new ProtocolError("username_taken", "ada is taken", {
    retryAfter: 2,
    suggestion: "ada-2",
    commandId: "k1",
  });
  assertEquals([full.message, full.retryAfter, full.suggestion, full.commandId], [
    "ada is taken",
    2,
    "ada-2",
    "k1",
  ]);
});
