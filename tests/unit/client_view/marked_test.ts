import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { markedParts } from "../../../src/client/format/marked.ts";

Deno.test("a text is cut at its marks", () => {
  assertEquals(markedParts("a cup of tea", [[2, 5], [9, 12]]), [
    { text: "a ", marked: false },
    { text: "cup", marked: true },
    { text: " of ", marked: false },
    { text: "tea", marked: true },
  ]);
});

Deno.test("whatever the marks are, the parts are the text", () => {
  const mark = fc.tuple(fc.integer({ min: -3, max: 20 }), fc.integer({ min: -3, max: 20 }));
  fc.assert(fc.property(fc.string(), fc.array(mark), (text, marks) => {
    assertEquals(markedParts(text, marks).map((part) => part.text).join(""), text);
  }));
});
