import { pick, type Random } from "../faults/random.ts";

/** Values that programs stumble over. */
const NASTY: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53,
  0.5,
  "",
  " ",
  "\0",
  "\ud800",
  "\u202e",
  "\u200b",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "%00",
  "'; DROP TABLE events; --",
  "<script>alert(1)</script>",
  "\r\nSet-Cookie: a=b",
  "\x1b[2J",
  "a".repeat(129),
  "語".repeat(4_001),
  "e\u0301".repeat(300),
  [],
  [[[[]]]],
  {},
  JSON.parse('{"__proto__":{"polluted":1}}'),
  { toString: 1 },
  Array(300).fill(0),
];

export function nasty(random: Random): unknown {
  return pick(random, NASTY);
}

export function nastyText(random: Random): string {
  const value = nasty(random);
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function whole(random: Random, below: number): number {
  return Math.floor(random() * below);
}

export function chance(random: Random, share: number): boolean {
  return random() < share;
}

/** A text with a few of its characters changed, dropped, doubled or put in. */
export function mutateText(random: Random, text: string): string {
  let mutated = text;
  for (let times = 1 + whole(random, 4); times > 0; times--) {
    const at = whole(random, mutated.length + 1);
    const [before, after] = [mutated.slice(0, at), mutated.slice(at)];
    mutated = pick(random, [
      () => before + String.fromCharCode(whole(random, 0x250)) + after,
      () => before + after.slice(1),
      () => before + after.slice(0, 8) + after,
      () => before,
      () =>
        before + pick(random, ["%", "\0", '"', "\\", "{", "}", "[", ",", "\ud83d", "\ufeff"]) +
        after.slice(1),
    ])();
  }
  return mutated;
}

/** An object with some of its fields changed, dropped or added. */
export function mutateFields(random: Random, fields: Record<string, unknown>): Record<string, unknown> {
  const mutated = { ...fields };
  for (let times = 1 + whole(random, 2); times > 0; times--) {
    const name = pick(random, Object.keys(fields));
    if (chance(random, 0.2)) delete mutated[name];
    else if (chance(random, 0.1)) mutated[nastyText(random)] = nasty(random);
    else if (chance(random, 0.3) && typeof fields[name] === "string") {
      mutated[name] = mutateText(random, fields[name]);
    } else mutated[name] = nasty(random);
  }
  return mutated;
}
