import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertIsError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotInstanceOf,
  assertNotMatch,
  assertNotStrictEquals,
  assertObjectMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
  unimplemented,
  unreachable,
} from "@std/assert";

const item = { a: 1 };

/** Each assertion once where it holds and once where it does not. */
const CASES: [name: string, holds: () => void, fails: () => void][] = [
  ["assert()", () => assert(1), () => assert(0)],
  ["assertFalse()", () => assertFalse(""), () => assertFalse("a")],
  ["assertExists()", () => assertExists(0), () => assertExists(null)],
  ["assertEquals()", () => assertEquals({ a: [1] }, { a: [1] }), () => assertEquals({ a: [1] }, { a: [2] })],
  ["assertNotEquals()", () => assertNotEquals([1], [2]), () => assertNotEquals([1], [1])],
  ["assertStrictEquals()", () => assertStrictEquals(item, item), () => assertStrictEquals(item, { a: 1 })],
  ["assertStrictEquals() of zeros", () => assertStrictEquals(-0, -0), () => assertStrictEquals(0, -0)],
  ["assertNotStrictEquals()", () => assertNotStrictEquals([1], [1]), () => assertNotStrictEquals(item, item)],
  ["assertGreater()", () => assertGreater(2, 1), () => assertGreater(1, 1)],
  ["assertGreaterOrEqual()", () => assertGreaterOrEqual(1, 1), () => assertGreaterOrEqual(0, 1)],
  ["assertLess()", () => assertLess(1, 2), () => assertLess(1, 1)],
  ["assertLessOrEqual()", () => assertLessOrEqual(1, 1), () => assertLessOrEqual(2, 1)],
  ["assertAlmostEquals()", () => assertAlmostEquals(0.1 + 0.2, 0.3), () => assertAlmostEquals(0.1, 0.11)],
  ["assertAlmostEquals() of NaN", () => assertAlmostEquals(NaN, NaN), () => assertAlmostEquals(NaN, 1)],
  ["assertStringIncludes()", () => assertStringIncludes("abc", "b"), () => assertStringIncludes("abc", "d")],
  ["assertMatch()", () => assertMatch("abc", /b/), () => assertMatch("abc", /d/)],
  ["assertNotMatch()", () => assertNotMatch("abc", /d/), () => assertNotMatch("abc", /b/)],
  [
    "assertArrayIncludes()",
    () => assertArrayIncludes([1, { a: 1 }, NaN], [NaN, { a: 1 }]),
    () => assertArrayIncludes([1, { a: 1 }], [{ a: 2 }]),
  ],
  ["assertInstanceOf()", () => assertInstanceOf(new Date(), Date), () => assertInstanceOf({}, Date)],
  ["assertNotInstanceOf()", () => assertNotInstanceOf({}, Date), () => assertNotInstanceOf(new Date(), Date)],
  ["fail()", () => {}, () => fail()],
  ["unreachable()", () => {}, () => unreachable()],
  ["unimplemented()", () => {}, () => unimplemented()],
];

for (const [name, holds, fails] of CASES) {
  Deno.test(`${name} lets pass what holds and throws AssertionError else`, () => {
    holds();
    const error = assertThrows(fails, AssertionError);
    assertEquals(error.name, "AssertionError");
  });
}

Deno.test("assertEquals() shows the lines that differ, and the caller's message", () => {
  const error = assertThrows(() => assertEquals({ a: 1, b: 2 }, { a: 1, b: 3 }, "sums"), AssertionError);
  assertStringIncludes(error.message, "Values are not equal: sums");
  assertStringIncludes(error.message, "-   b: 2,");
  assertStringIncludes(error.message, "+   b: 3,");
});

Deno.test("assertEquals() shows only the surroundings of a difference in a long value", () => {
  const numbers = Array.from({ length: 1000 }, (_, index) => index);
  const error = assertThrows(() => assertEquals(numbers, numbers.with(500, -1)), AssertionError);
  assertStringIncludes(error.message, "-   500,");
  assertStringIncludes(error.message, "+   -1,");
  assertNotMatch(error.message, /\b400\b/);
});

Deno.test("assertStrictEquals() says so when two values only look the same", () => {
  assertThrows(
    () => assertStrictEquals({}, {}),
    AssertionError,
    "same structure but are not reference-equal",
  );
});

Deno.test("assertThrows() gives back what was thrown, be it an error or not", () => {
  const thrown = new TypeError("bad thing");
  assertStrictEquals(
    assertThrows(() => {
      throw thrown;
    }),
    thrown,
  );
  assertStrictEquals(
    assertThrows(() => {
      throw "text";
    }, "why"),
    "text",
  );
});

Deno.test("assertThrows() demands the class and the text", () => {
  const throwing = () => {
    throw new TypeError("bad thing");
  };
  assertStrictEquals(assertThrows(throwing, Error, "bad").message, "bad thing");
  assertThrows(() => assertThrows(throwing, RangeError), AssertionError, 'instance of "RangeError"');
  assertThrows(() => assertThrows(throwing, TypeError, "good"), AssertionError, 'to include "good"');
  assertThrows(() => assertThrows(() => {}, "calm"), AssertionError, "Expected function to throw: calm");
  assertThrows(
    () =>
      assertThrows(() => {
        throw "text";
      }, Error),
    AssertionError,
    "non-Error object was thrown",
  );
});

Deno.test("assertRejects() gives the reason and demands the class and the text", async () => {
  const rejecting = () => Promise.reject(new TypeError("bad thing"));
  assertEquals((await assertRejects(rejecting, TypeError, "bad")).message, "bad thing");
  await assertRejects(() => assertRejects(rejecting, RangeError), AssertionError, 'instance of "RangeError"');
  await assertRejects(() => assertRejects(rejecting, TypeError, "good"), AssertionError, 'to include "good"');
  await assertRejects(() => assertRejects(() => Promise.resolve(), "calm"), AssertionError, "reject: calm");
  await assertRejects(
    () => assertRejects(() => Promise.reject("text"), Error),
    AssertionError,
    "non-Error object was rejected",
  );
});

Deno.test("assertRejects() takes a throw before the promise as a failure", async () => {
  const throwing = () => {
    throw new Error("early");
  };
  await assertRejects(
    () => assertRejects(throwing),
    AssertionError,
    "Function throws when expected to reject",
  );
});

Deno.test("assertIsError() takes a pattern for the message", () => {
  assertIsError(new Error("abc"), Error, /^a.c$/);
  assertThrows(() => assertIsError(new Error("abc"), Error, /x/), AssertionError, "/x/");
  assertThrows(() => assertIsError("abc"), AssertionError, "to be an Error object");
});

Deno.test("assertObjectMatch() asks only for what is expected, nested too", () => {
  class Ada {
    name = "ada";
    tags = [{ id: 1, more: true }, { id: 2 }];
    seen = new Map([["a", { n: 1, m: 2 }]]);
    at = new Date(7);
  }
  const actual = new Ada();
  assertObjectMatch(actual, { name: "ada", tags: [{ id: 1 }] });
  assertObjectMatch(actual, { seen: new Map([["a", { n: 1 }]]), at: new Date(7) });
  assertObjectMatch({ set: new Set([1, 2, 3]) }, { set: new Set([1, 2]) });
  assertObjectMatch(actual, {});
});

Deno.test("assertObjectMatch() throws where something expected is missing or other", () => {
  const refused: [Record<string, unknown>, Record<string, unknown>][] = [
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: { b: 1 } }, { a: { b: 1, c: 2 } }],
    [{ a: [1] }, { a: [1, 2] }],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    [{ a: new Date(1) }, { a: new Date(2) }],
    [{ a: new Set([1]) }, { a: new Set([2]) }],
    [{ a: new Map([["k", 1]]) }, { a: new Map([["k", 2]]) }],
    [{ a: undefined }, { a: null }],
    [{ a: [1] }, { a: { 0: 1 } }],
  ];
  for (const [actual, expected] of refused) {
    assertThrows(() => assertObjectMatch(actual, expected), AssertionError, "Values are not equal");
  }
});

Deno.test("assertObjectMatch() copes with circles", () => {
  const actual: Record<string, unknown> = { a: 1, more: 2 };
  actual.self = actual;
  const expected: Record<string, unknown> = { a: 1 };
  expected.self = expected;
  assertObjectMatch(actual, expected);
});
