import { assertEquals } from "@std/assert";
import { count, nameParts, sayNames } from "../../../src/client/format/names.ts";

Deno.test("sayNames() says up to three names and counts the others", () => {
  assertEquals(sayNames([]), "");
  assertEquals(sayNames(["Ada"]), "Ada");
  assertEquals(sayNames(["Ada", "Bo"]), "Ada and Bo");
  assertEquals(sayNames(["Ada", "Bo", "Cy"]), "Ada, Bo and Cy");
  assertEquals(sayNames(["Ada", "Bo", "Cy", "Di", "Ed"]), "Ada, Bo and 3 others");
});

Deno.test("sayNames() never hides a single person behind '1 others'", () => {
  for (let n = 1; n < 8; n++) {
    const said = sayNames(Array.from({ length: n }, (_, index) => `n${index}`));
    assertEquals(said.includes(" 1 others"), false, said);
  }
});

Deno.test("nameParts() sets names apart from the words around them", () => {
  assertEquals(nameParts(["Ada", " and "]), [
    { text: "Ada", name: true },
    { text: " and ", name: false },
    { text: " and ", name: true },
  ]);
});

Deno.test("count() puts the noun into the right number", () => {
  assertEquals(count(1, "message"), "1 message");
  assertEquals(count(0, "message"), "0 messages");
  assertEquals(count(1200, "message"), "1,200 messages");
});
