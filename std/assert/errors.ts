import { stripVTControlCharacters } from "node:util";
import { AssertionError, suffix } from "./assertion_error.ts";
import type { Class } from "./instance.ts";

/** Throws AssertionError unless the value is an Error of the class whose message contains or matches. */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  ErrorClass?: Class<E>,
  msgMatches?: string | RegExp,
  msg?: string,
): asserts error is E {
  if (!(error instanceof Error)) {
    throw new AssertionError(`Expected "error" to be an Error object${suffix(msg)}`);
  }
  if (ErrorClass && !(error instanceof ErrorClass)) {
    throw new AssertionError(
      `Expected error to be instance of "${ErrorClass.name}", but was "${error.constructor.name}": ${error.message}${
        suffix(msg)
      }`,
    );
  }
  const message = stripVTControlCharacters(error.message);
  const found = typeof msgMatches === "string"
    ? message.includes(stripVTControlCharacters(msgMatches))
    : msgMatches?.test(message) ?? true;
  if (found) return;
  throw new AssertionError(
    `Expected error message to include ${
      typeof msgMatches === "string" ? JSON.stringify(msgMatches) : msgMatches
    }, but got ${JSON.stringify(error.message)}${suffix(msg)}`,
  );
}

/** Throws AssertionError unless the function throws; gives back what it threw. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Throws AssertionError unless the function throws an Error of the class whose message includes the text. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: Class<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows(
  fn: () => unknown,
  expected?: Class<Error> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  try {
    fn();
  } catch (error) {
    return checkThrown(error, expected, { msgIncludes, msg, verb: "thrown" });
  }
  throw new AssertionError(
    `Expected function to throw${suffix(typeof expected === "string" ? expected : msg)}`,
  );
}

/** Rejects with AssertionError unless the promise of the function rejects; gives what it rejected with. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
/** Rejects with AssertionError unless the promise rejects with an Error of the class whose message includes the text. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: Class<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects(
  fn: () => PromiseLike<unknown>,
  expected?: Class<Error> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const why = suffix(typeof expected === "string" ? expected : msg);
  const promise = start(fn, why);
  try {
    await promise;
  } catch (error) {
    return checkThrown(error, expected, { msgIncludes, msg, verb: "rejected" });
  }
  throw new AssertionError(`Expected function to reject${why}`);
}

function start(fn: () => PromiseLike<unknown>, why: string): PromiseLike<unknown> {
  try {
    const promise = fn();
    if (typeof promise?.then === "function") return promise;
  } catch {
    // A function that throws before it gives a promise has not rejected: said below.
  }
  throw new AssertionError(`Function throws when expected to reject${why}`);
}

interface Expectation {
  msgIncludes: string | undefined;
  msg: string | undefined;
  verb: "thrown" | "rejected";
}

function checkThrown(
  error: unknown,
  expected: Class<Error> | string | undefined,
  options: Expectation,
): unknown {
  if (expected === undefined || typeof expected === "string") return error;
  if (!(error instanceof Error)) {
    throw new AssertionError(`A non-Error object was ${options.verb}${suffix(options.msg)}`);
  }
  assertIsError(error, expected, options.msgIncludes, options.msg);
  return error;
}
