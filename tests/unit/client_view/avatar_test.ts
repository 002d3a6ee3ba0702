import { assert, assertEquals } from "@std/assert";
import { hueOf, initials } from "../../../src/client/format/avatar.ts";

Deno.test("initials() takes the first letter of the first and the last word", () => {
  assertEquals(initials("ada"), "A");
  assertEquals(initials("ada.king-lovelace"), "AL");
  assertEquals(initials("Ada Lovelace"), "AL");
});

Deno.test("initials() keeps a letter together with its marks, in any script", () => {
  assertEquals(initials("e\u0301mile"), "E\u0301");
  assertEquals(initials("علي"), "ع");
  assertEquals(initials("𝒜da"), "𝒜");
  assertEquals(initials("--"), "");
});

Deno.test("hueOf() is the same for the same id and spreads ids that differ little", () => {
  assertEquals(hueOf("u1"), hueOf("u1"));
  const hues = Array.from({ length: 240 }, (_, index) => hueOf(`u${index}`));
  assert(hues.every((hue) => hue >= 0 && hue < 360 && Number.isInteger(hue)));
  assert(new Set(hues).size >= 20, `only ${new Set(hues).size} of 24 hues`);
});
