import { AssertionError, suffix } from "./assertion_error.ts";
import { format } from "./format.ts";

/** Throws AssertionError unless `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  check(actual > expected, `Expect ${format(actual)} > ${format(expected)}`, msg);
}

/** Throws AssertionError unless `actual >= expected`. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void {
  check(actual >= expected, `Expect ${format(actual)} >= ${format(expected)}`, msg);
}

/** Throws AssertionError unless `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  check(actual < expected, `Expect ${format(actual)} < ${format(expected)}`, msg);
}

/** Throws AssertionError unless `actual <= expected`. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  check(actual <= expected, `Expect ${format(actual)} <= ${format(expected)}`, msg);
}

/**
 * Throws AssertionError unless two numbers are nearly the same.
 * @param tolerance the greatest difference, by default a ten-millionth of the expected value
 */
export function assertAlmostEquals(actual: number, expected: number, tolerance?: number, msg?: string): void {
  if (Object.is(actual, expected)) return;
  const most = tolerance ?? (Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7);
  if (Math.abs(expected - actual) <= most) return;
  throw new AssertionError(
    `Expected actual: "${actual}" to be close to "${expected}": delta "${
      Math.abs(expected - actual)
    }" is greater than "${most}"${suffix(msg)}`,
  );
}

function check(holds: boolean, message: string, msg: string | undefined): void {
  if (!holds) throw new AssertionError(msg ?? message);
}
