import { assertEquals } from "@std/assert";
import { rankByLetters } from "../../../src/client/format/rank.ts";

Deno.test("those that begin with the letters come first, then words in them, then the rest", () => {
  const names = ["Noor", "Leonor", "the-no-room", "Ada", "no"];
  assertEquals(rankByLetters(names, "NO", (name) => name), ["Noor", "no", "the-no-room", "Leonor"]);
  assertEquals(rankByLetters(names, "", (name) => name), names);
  assertEquals(rankByLetters(names, "x", (name) => name), []);
});
