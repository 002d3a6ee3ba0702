import { assertEquals } from "@std/assert";
import { firstView, hashedName } from "../../../tools/client_files.ts";

const FILES = new Map([
  [
    "main.js",
    `import{a as e}from"./chunk-AAAAAAA1.js";import"./chunk-AAAAAAA2.js";import("./picker-BBBBBBB1.js");`,
  ],
  ["chunk-AAAAAAA1.js", `export{b}from"./chunk-AAAAAAA3.js";import("./picker-BBBBBBB1.js");`],
  ["chunk-AAAAAAA2.js", "let a='./picker-BBBBBBB1.js';"],
  ["chunk-AAAAAAA3.js", `import{a}from"./chunk-AAAAAAA1.js";`],
  ["picker-BBBBBBB1.js", `import"./chunk-AAAAAAA4.js";`],
  ["chunk-AAAAAAA4.js", ""],
]);

Deno.test("the first view is all that the page's script imports before it runs, each file once", () => {
  assertEquals(firstView(FILES), ["main.js", "chunk-AAAAAAA1.js", "chunk-AAAAAAA2.js", "chunk-AAAAAAA3.js"]);
});

Deno.test("entries get a hash of their content, chunks have one", () => {
  assertEquals(/^main\.[0-9a-f]{12}\.js$/.test(hashedName(FILES, "main.js")), true);
  assertEquals(hashedName(FILES, "chunk-AAAAAAA1.js"), "chunk-AAAAAAA1.js");
  assertEquals(hashedName(new Map([["main.js.map", ""]]), "main.js.map"), "main.js.map");
  const other = new Map([...FILES, ["main.js", "other"]]);
  assertEquals(hashedName(other, "main.js") === hashedName(FILES, "main.js"), false);
});
