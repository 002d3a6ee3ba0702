import { assert, assertEquals } from "@std/assert";
import { actionAfterClose, CLOSE_CODES, type CloseAction } from "../../../src/protocol/close_codes.ts";

Deno.test("actionAfterClose() says for each code whether one comes back", () => {
  const expected: Record<CloseAction, number[]> = {
    come_back: [1001, 1006, 1011, 1012, 4008],
    come_back_later: [4029],
    sign_in: [4001],
    stay_away: [1000, 1003, 1008, 1009, 4003, 4009],
  };
  for (const [action, codes] of Object.entries(expected)) {
    for (const code of codes) assertEquals(actionAfterClose(code), action as CloseAction, String(code));
  }
  assertEquals(Object.values(expected).flat().toSorted(), Object.keys(CLOSE_CODES).map(Number));
});

Deno.test("actionAfterClose() lets one come back after a code that is not in the table", () => {
  for (const code of [0, 1005, 1013, 1015, 3000, 4999, NaN]) {
    assertEquals(actionAfterClose(code), "come_back");
  }
});

Deno.test("every close reason fits into a close frame (RFC 6455, section 5.5: 123 bytes)", () => {
  for (const { reason } of Object.values(CLOSE_CODES)) {
    assert(reason.length > 0);
    assert(new TextEncoder().encode(reason).length <= 123);
  }
});
