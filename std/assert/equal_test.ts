import { equal } from "./equal.ts";
import { assert, assertFalse, assertThrows } from "@std/assert";

class Point {
  #x: number;
  constructor(x: number) {
    this.#x = x;
  }
  get x(): number {
    return this.#x;
  }
}

function nested(depth: number): Record<string, unknown> {
  const self: Record<string, unknown> = { depth };
  self.self = self;
  return self;
}

const EQUAL: [name: string, a: unknown, b: unknown][] = [
  ["NaN", NaN, NaN],
  ["0 and -0", 0, -0],
  ["nested objects in another order of keys", { a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 }],
  ["an object without prototype and a plain one", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ["dates of one time", new Date(5), new Date(5)],
  ["invalid dates", new Date(NaN), new Date(NaN)],
  ["regular expressions", /a/gi, /a/gi],
  ["URLs", new URL("http://a/b"), new URL("http://a/b")],
  ["bytes", new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  ["buffers", new Uint8Array([1, 2]).buffer, new Uint8Array([1, 2]).buffer],
  ["sets in another order", new Set([1, 2]), new Set([2, 1])],
  ["sets of objects in another order", new Set([{ a: 1 }, { b: 2 }]), new Set([{ b: 2 }, { a: 1 }])],
  ["maps in another order", new Map([["a", [1]], ["b", [2]]]), new Map([["b", [2]], ["a", [1]]])],
  ["maps with objects as keys", new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 1]])],
  ["symbols as keys", { [Symbol.for("k")]: 1 }, { [Symbol.for("k")]: 1 }],
  ["instances by their getters", new Point(1), new Point(1)],
  ["circles", nested(1), nested(1)],
];

const UNEQUAL: [name: string, a: unknown, b: unknown][] = [
  ["a number and its text", 1, "1"],
  ["null and undefined", null, undefined],
  ["a missing key and an undefined one", {}, { a: undefined }],
  ["undefined keys of other names", { a: undefined }, { b: undefined }],
  ["a hole and undefined", [,], [undefined]],
  ["arrays of other length", [1], [1, 2]],
  ["an array and an object", [1], { 0: 1 }],
  ["instances of two classes", new (class A {})(), new (class B {})()],
  ["dates", new Date(5), new Date(6)],
  ["regular expressions by flags", /a/g, /a/i],
  ["URLs", new URL("http://a/b"), new URL("http://a/c")],
  ["bytes", new Uint8Array([1, 2]), new Uint8Array([1, 3])],
  ["two kinds of bytes", new Uint8Array([1]), new Int8Array([1])],
  ["buffers", new Uint8Array([1]).buffer, new Uint8Array([2]).buffer],
  ["sets", new Set([1, 2]), new Set([1, 3])],
  ["sets where one entry would have to serve twice", new Set([[1], [1]]), new Set([[1], [2]])],
  ["maps by value", new Map([["a", 1]]), new Map([["a", 2]])],
  ["symbol keys", { [Symbol.for("k")]: 1 }, { [Symbol.for("k")]: 2 }],
  ["instances by their getters", new Point(1), new Point(2)],
  ["errors by message", new Error("a"), new Error("b")],
  ["two functions", () => 1, () => 1],
  ["circles", nested(1), nested(2)],
];

for (const [name, a, b] of EQUAL) {
  Deno.test(`equal() finds equal, both ways: ${name}`, () => {
    assert(equal(a, b));
    assert(equal(b, a));
  });
}

for (const [name, a, b] of UNEQUAL) {
  Deno.test(`equal() tells apart, both ways: ${name}`, () => {
    assertFalse(equal(a, b));
    assertFalse(equal(b, a));
  });
}

Deno.test("equal() refuses to compare what cannot be looked into", () => {
  assertThrows(() => equal(new WeakMap(), new WeakMap()), TypeError, "WeakMap");
  assertThrows(() => equal(new WeakSet(), new WeakSet()), TypeError, "WeakSet");
});
