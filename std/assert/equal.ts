/**
 * Whether two values are deeply equal: `NaN` is equal to itself and `0` to `-0`; an object without a prototype is equal to
 * a plain one with the same entries; a key that is missing is not a key that is undefined.
 * @throws TypeError for two WeakMaps or WeakSets, which cannot be looked into
 */
export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b, new Map());
}

type Seen = Map<object, object>;

function compare(a: unknown, b: unknown, seen: Seen): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (basicPrototype(a) !== basicPrototype(b)) return false;
  if (a instanceof WeakMap || a instanceof WeakSet) {
    throw new TypeError(`Cannot compare ${a.constructor.name} instances`);
  }
  if (a instanceof WeakRef) return compare(a.deref(), (b as WeakRef<WeakKey>).deref(), seen);
  const text = printedWhole(a);
  if (text !== undefined) return text === printedWhole(b);
  const items = itemsOf(a);
  if (items !== undefined) return sameItems(items, itemsOf(b));

  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (a instanceof Set) return sameEntries([...a], [...(b as Set<unknown>)], seen);
  if (a instanceof Map) return sameEntries([...a], [...(b as Map<unknown, unknown>)], seen);
  return sameProperties(a, b, seen);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function basicPrototype(value: object): object {
  return Object.getPrototypeOf(value) ?? Object.prototype;
}

/** The text that says all of a value whose parts cannot be read as properties. */
function printedWhole(value: object): string | undefined {
  const opaque = value instanceof RegExp || value instanceof URL || value instanceof URLSearchParams ||
    value instanceof Intl.Locale || Object.prototype.toString.call(value).startsWith("[object Temporal.");
  return opaque ? String(value) : undefined;
}

function itemsOf(value: object): ArrayLike<unknown> | undefined {
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return value as unknown as ArrayLike<unknown>;
  }
  return undefined;
}

function sameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown> | undefined): boolean {
  if (b === undefined || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && !Object.is(a[i], b[i])) return false;
  }
  return true;
}

/** Each entry of `a` needs one of its own in `b`, in any order. */
function sameEntries(a: unknown[], b: unknown[], seen: Seen): boolean {
  if (a.length !== b.length) return false;
  const left = new Set(b.keys());
  for (const [index, entry] of a.entries()) {
    // A comparison that fails may have noted pairs that are not equal, so each gets notes of its own.
    const matches = (candidate: number) => compare(entry, b[candidate], new Map(seen));
    const partner = left.has(index) && matches(index) ? index : left.values().find(matches);
    if (partner === undefined) return false;
    left.delete(partner);
  }
  return true;
}

function sameProperties(a: object, b: object, seen: Seen): boolean {
  if (Object.keys(a).length !== Object.keys(b).length) return false;
  const plain = basicPrototype(a) === Object.prototype || Array.isArray(a);
  const keys = plain ? [...enumerableKeys(a), ...enumerableKeys(b)] : [...keysOfChain(a), ...keysOfChain(b)];
  return new Set(keys).values().every((key) =>
    (key in a) === (key in b) && compare(Reflect.get(a, key), Reflect.get(b, key), seen)
  );
}

function enumerableKeys(value: object): PropertyKey[] {
  return Reflect.ownKeys({ ...value });
}

/** The keys of a class instance: its own, and the getters and methods of its classes. */
function keysOfChain(value: object): PropertyKey[] {
  const keys: PropertyKey[] = [];
  for (let at = value; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    keys.push(...Reflect.ownKeys(at));
  }
  return keys;
}
