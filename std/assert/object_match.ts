import { assertEquals } from "./equality.ts";

/**
 * Throws AssertionError unless `actual` has all that `expected` has, nested too; what else it has does not matter.
 * Arrays are compared by their first items. Classes do not matter, only what the objects hold.
 */
export function assertObjectMatch(
  actual: object,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  assertEquals(common(actual, expected, new Map()), common(expected, expected, new Map()), msg);
}

type Seen = Map<unknown, Map<unknown, unknown>>;

/** The part of `value` that `pattern` speaks about, in plain objects. */
function common(value: unknown, pattern: unknown, seen: Seen): unknown {
  if (!isContainer(value) || !isContainer(pattern)) return value;
  if (Array.isArray(value) !== Array.isArray(pattern)) return value;
  const known = seen.get(value)?.get(pattern);
  if (known !== undefined) return known;

  if (value instanceof Set && pattern instanceof Set) return value.intersection(pattern);
  if (value instanceof Map && pattern instanceof Map) {
    const kept = remember(new Map<unknown, unknown>(), value, pattern, seen);
    for (const [key, item] of value) {
      if (pattern.has(key)) kept.set(key, common(item, pattern.get(key), seen));
    }
    return kept;
  }
  const kept = remember<object>(Array.isArray(value) ? [] : {}, value, pattern, seen);
  for (const key of Reflect.ownKeys(pattern)) {
    if (Array.isArray(pattern) && key === "length") continue;
    if (!Object.hasOwn(value, key)) continue;
    const item = common(Reflect.get(value, key), Reflect.get(pattern, key), seen);
    Object.defineProperty(kept, key, { value: item, enumerable: true, configurable: true, writable: true });
  }
  // With nothing in common they cannot match, and all of it says more in the message.
  return Reflect.ownKeys(kept).length === 0 && Reflect.ownKeys(pattern).length > 0 ? value : kept;
}

function remember<T extends object>(kept: T, value: object, pattern: object, seen: Seen): T {
  seen.getOrInsertComputed(value, () => new Map()).set(pattern, kept);
  return kept;
}

/** Whether the value holds others that can be picked from. */
function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null && !ArrayBuffer.isView(value) &&
    !OPAQUE.some((type) => value instanceof type);
}

const OPAQUE = [Date, RegExp, URL, URLSearchParams, ArrayBuffer];
