import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { highlight } from "../../../src/client/highlight/load.ts";
import type { Token } from "../../../src/client/highlight/token.ts";
import { anyText } from "../protocol/any_text.ts";

const LANGUAGES = [
  "ts",
  "javascript",
  "py",
  "sh",
  "json",
  "html",
  "css",
  "sql",
  "rust",
  "yaml",
  "diff",
  "markdown",
];

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => typeof token === "string" ? token : textOf(token.children)).join("");
}

function scopes(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => typeof token === "string" ? [] : [token.scope, ...scopes(token.children)]);
}

Deno.test("code is split by the rules of its language, under the names that people write", async () => {
  const tokens = await highlight("ts", "const a: number = 1; // one");
  for (const scope of ["keyword", "built_in", "number", "comment"]) {
    assert(scopes(tokens!).includes(scope), scope);
  }
  for (const language of LANGUAGES) assert(await highlight(language, "x") !== undefined, language);
  assertEquals(await highlight("TS title=x", "1"), await highlight("ts", "1"));
});

Deno.test("code of no known language, or of more than anyone reads, stays plain", async () => {
  for (const language of ["", " ", "klingon", "__proto__", "constructor"]) {
    assertEquals(await highlight(language, "x"), undefined);
  }
  assertEquals(await highlight("ts", "x".repeat(20_001)), undefined);
});

Deno.test("code that the library would shorten stays plain", async () => {
  assertEquals(await highlight("css", "["), undefined);
  assertEquals(textOf((await highlight("css", "[a] { color: red }"))!), "[a] { color: red }");
});

Deno.test("highlighting changes nothing of the code, whatever it is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LANGUAGES), anyText(), async (language, text) => {
      const tokens = await highlight(language, text);
      if (tokens !== undefined) assertEquals(textOf(tokens), text);
    }),
    { numRuns: 200 },
  );
});
