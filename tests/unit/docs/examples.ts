/** Values of a document's examples that differ from run to run, with what they were this time. */
export type Bindings = Map<string, string>;

const BOUND = new Set(["epoch", "session", "build"]);
const FREE = new Map<string, (value: unknown) => boolean>([
  ["at", (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)],
  ["retryAfter", (value) => typeof value === "number" && value > 0],
]);

/**
 * Whether a real value is the one that the document shows: same fields, same values. Epochs, sessions and builds are learnt
 * into the bindings where the whole fits; times need only have their form.
 */
export function fits(shown: unknown, real: unknown, bindings: Bindings): boolean {
  const learnt: Bindings = new Map();
  if (!compare("", shown, real, (name) => learnt.get(name) ?? bindings.get(name), learnt)) return false;
  for (const [name, value] of learnt) bindings.set(name, value);
  return true;
}

/** A text of the document with this run's values in place of those shown. */
export function substitute(text: string, bindings: Bindings): string {
  for (const [shown, real] of bindings) text = text.replaceAll(shown, real);
  return text;
}

/** The values of a block: one JSON value, or one a line. */
export function readValues(info: string, content: string): unknown[] {
  if (!info.startsWith("jsonl")) return content.trim() === "" ? [] : [JSON.parse(content)];
  return content.trim().split("\n").map((line) => JSON.parse(line));
}

/** Rooms that are not public have such ids. */
function isRandomId(key: string, shown: string): boolean {
  return key === "id" && /^[dp]-[\w-]{22}$/.test(shown);
}

function compare(
  key: string,
  shown: unknown,
  real: unknown,
  known: (name: string) => string | undefined,
  learnt: Bindings,
): boolean {
  if (FREE.has(key)) return FREE.get(key)!(real);
  if (typeof shown === "string" && typeof real === "string" && (BOUND.has(key) || isRandomId(key, shown))) {
    const bound = known(shown);
    if (bound !== undefined) return bound === real;
    learnt.set(shown, real);
    return true;
  }
  if (typeof shown !== "object" || shown === null || typeof real !== "object" || real === null) {
    return shown === real;
  }
  const [names, realNames] = [Object.keys(shown), Object.keys(real)];
  if (Array.isArray(shown) !== Array.isArray(real) || names.length !== realNames.length) return false;
  const [from, to] = [shown as Record<string, unknown>, real as Record<string, unknown>];
  return names.every((name) => Object.hasOwn(to, name) && compare(name, from[name], to[name], known, learnt));
}
