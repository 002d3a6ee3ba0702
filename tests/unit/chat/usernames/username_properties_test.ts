import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { readUsername, type Username } from "../../../../src/chat/usernames/username.ts";
import { makeSkeleton } from "../../../../src/chat/usernames/skeleton.ts";
import { repairUsername, suggestUsernames } from "../../../../src/chat/usernames/suggest.ts";
import { ProtocolError } from "../../../../src/protocol/errors.ts";

const MAX = 32;
const RUNS = { numRuns: 3_000 };
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{C}\p{Z}]/u;
const CASED_OR_MAPPED = /[\p{Cased}\p{M}\p{Nd}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Georgian}]/u;
// First and last code points of alphabets; each makes names of one script, most of them valid.
const ALPHABETS = [
  [0x61, 0x7a],
  [0x30, 0x39],
  [0x41, 0x5a],
  [0xc0, 0x24f],
  [0x370, 0x3ff],
  [0x1f00, 0x1fff],
  [0x400, 0x52f],
  [0x531, 0x587],
  [0x5d0, 0x5ea],
  [0x620, 0x6d3],
  [0x905, 0x939],
  [0xe01, 0xe4e],
  [0x10a0, 0x10ff],
  [0x13a0, 0x13fd],
  [0x3041, 0x30ff],
  [0xac00, 0xd7a3],
  [0x4e00, 0x9fff],
  [0xab30, 0xabbf],
  [0xa720, 0xa7ff],
  [0x300, 0x36f],
  [0xff01, 0xffdc],
  [0x1d400, 0x1d7ff],
] as const;

const letters = ALPHABETS.map(([min, max]) =>
  fc.integer({ min, max }).map((code) => String.fromCodePoint(code))
);
const named = fc.oneof(
  ...letters.map((letter) =>
    fc.string({ unit: fc.oneof({ weight: 9, arbitrary: letter }, letters[1]!), maxLength: 8 })
  ),
);
const mixed = fc.string({
  unit: fc.oneof(...letters, fc.constantFrom("-", "_", ".", " ", "\u200d", "\u0307")),
});
const anything = fc.oneof(
  named,
  mixed,
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

function tryUsername(raw: string): Username | undefined {
  try {
    return readUsername(raw, MAX);
  } catch (error) {
    assert(error instanceof ProtocolError && error.code === "invalid_username", String(error));
    return undefined;
  }
}

/** Checks a property of the names that are accepted, and that enough are. */
function checkNames(arbitrary: fc.Arbitrary<string>, check: (username: Username) => void): void {
  let accepted = 0;
  fc.assert(
    fc.property(arbitrary, (raw) => {
      const username = tryUsername(raw);
      if (username === undefined) return;
      accepted++;
      check(username);
    }),
    RUNS,
  );
  assert(accepted > RUNS.numRuns / 20, `${accepted} of ${RUNS.numRuns} names are accepted`);
}

Deno.test("readUsername() throws nothing but ProtocolError, and reads its own name to the same", () => {
  checkNames(anything, (username) => assertEquals(readUsername(username.name, MAX), username));
});

Deno.test("readUsername() accepts nothing unseen, too long, or unnormalised", () => {
  checkNames(anything, ({ name }) => {
    assert(!UNSEEN.test(name), JSON.stringify(name));
    assert(Array.from(name).length <= MAX);
    assertEquals(name, name.normalize("NFKC"));
  });
});

Deno.test("readUsername() gives one skeleton to a name's cases and spellings", () => {
  checkNames(named, ({ name, skeleton }) => {
    assertEquals(tryUsername(name.normalize("NFD"))?.skeleton, skeleton);
    for (const variant of [name.toUpperCase(), name.toLowerCase(), widen(name)]) {
      assertEquals(tryUsername(variant)?.skeleton ?? skeleton, skeleton, variant);
    }
  });
});

Deno.test("readUsername() gives a name the skeleton that the name has, and that is stable", () => {
  checkNames(anything, ({ name, skeleton }) => {
    assertEquals(makeSkeleton(name), skeleton);
    assertEquals(makeSkeleton(skeleton), skeleton);
    assert(skeleton !== "" && skeleton.isWellFormed(), JSON.stringify(skeleton));
  });
});

Deno.test("makeSkeleton() gives a skeleton to itself, for any text", () => {
  fc.assert(
    fc.property(anything, (text) => {
      const skeleton = makeSkeleton(text);
      assertEquals(makeSkeleton(skeleton), skeleton);
      assertEquals(makeSkeleton(text.normalize("NFD")), makeSkeleton(text.normalize("NFC")));
    }),
    RUNS,
  );
});

Deno.test("makeSkeleton() gives a skeleton to itself where a dot is on a letter that comes to have one", () => {
  for (const text of ["\u13ab\u0307", "i\u0307\u0307", "I\u0307", "\u0237\u0307"]) {
    assertEquals(makeSkeleton(makeSkeleton(text)), makeSkeleton(text));
  }
});

Deno.test("makeSkeleton() gives a skeleton to itself, and to both cases, for every letter with cases", () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (!CASED_OR_MAPPED.test(character)) continue;
    const skeleton = makeSkeleton(character);
    if (makeSkeleton(skeleton) !== skeleton || makeSkeleton(character.toUpperCase()) !== skeleton) {
      throw new Error(`U+${code.toString(16)} has the skeleton '${skeleton}'`);
    }
  }
});

Deno.test("repairUsername() gives a valid name or none, for any text", () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: MAX }), (raw, max) => {
      const repaired = repairUsername(raw, max);
      if (repaired !== undefined) assertEquals(readUsername(repaired, max).name, repaired);
    }),
    RUNS,
  );
});

Deno.test("suggestUsernames() gives valid, different names that fit, for any name", () => {
  fc.assert(
    fc.property(named, fc.integer({ min: 1, max: MAX }), (raw, max) => {
      const wanted = tryUsername(raw);
      if (wanted === undefined) return;
      const suggested = Array.from(suggestUsernames(wanted, max), (name) => readUsername(name, max));
      const skeletons = new Set([wanted, ...suggested].map((username) => username.skeleton));
      assertEquals(skeletons.size, suggested.length + 1);
    }),
    { numRuns: 300 },
  );
});

function widen(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}
