/** Assertions for tests: the part of `@std/assert` that this project uses. */
export { AssertionError } from "./assertion_error.ts";
export {
  assertAlmostEquals,
  assertGreater,
  assertGreaterOrEqual,
  assertLess,
  assertLessOrEqual,
} from "./comparison.ts";
export {
  type ArrayLikeArg,
  assertArrayIncludes,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "./contents.ts";
export { equal } from "./equal.ts";
export { assertEquals, assertNotEquals, assertNotStrictEquals, assertStrictEquals } from "./equality.ts";
export { assertIsError, assertRejects, assertThrows } from "./errors.ts";
export { assertInstanceOf, assertNotInstanceOf } from "./instance.ts";
export { assertObjectMatch } from "./object_match.ts";
export { assert, assertExists, assertFalse, fail, type Falsy, unimplemented, unreachable } from "./truth.ts";
