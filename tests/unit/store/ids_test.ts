import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { messageId, userId, userNo } from "../../../src/store/sqlite/ids.ts";

Deno.test("userNo() gives the number of every user's id back, and none for what is no id", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999_999_999 }),
      (no) => assertEquals(userNo({ id: userId(no) }), no),
    ),
  );
  for (const id of ["", "u", "u0", "u-1", "u1.5", "u01", "1", "u1\n", "u1e3", " u1", "u" + "9".repeat(16)]) {
    assert(Number.isNaN(userNo({ id })), id);
  }
});

Deno.test("messageId() gives each place in the logs another id", () => {
  const place = fc.tuple(fc.integer({ min: 1 }), fc.integer({ min: 1 }));
  fc.assert(fc.property(place, place, (one, two) => {
    assertEquals(messageId(...one) === messageId(...two), one.join() === two.join());
  }));
});
