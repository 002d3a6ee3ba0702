import { assertEquals } from "@std/assert";
import { readImports } from "../../../tools/read_imports.ts";

const BACKTICK = "\x60";

Deno.test("readImports() reads every form of import and export", () => {
  const source = [
    `import a from "./a.ts";`,
    `import { b, type C } from './b.ts';`,
    `import type { D } from "./d.ts";`,
    `import * as e from "e";`,
    `import "./side_effect.ts";`,
    `import f, { g } from "./f.ts";`,
    `import {\n  h,\n  i, // not "this"\n} from "./h.ts";`,
    `export { j } from "./j.ts";`,
    `export * from "./k.ts";`,
    `export type { L } from "./l.ts";`,
    `const m = await import("./m.ts");`,
    `let n: import("./n.ts").N;`,
  ].join("\n");
  assertEquals(readImports(source), [
    "./a.ts",
    "./b.ts",
    "./d.ts",
    "e",
    "./side_effect.ts",
    "./f.ts",
    "./h.ts",
    "./j.ts",
    "./k.ts",
    "./l.ts",
    "./m.ts",
    "./n.ts",
  ]);
});

Deno.test("readImports() reads packed imports without spaces", () => {
  assertEquals(readImports(`import{a}from"./a.ts";import b from"./b.ts";export*from"./c.ts"`), [
    "./a.ts",
    "./b.ts",
    "./c.ts",
  ]);
});

Deno.test("readImports() leaves out what is commented, quoted or in a template", () => {
  const source = [
    `// import a from "./a.ts";`,
    `/* import b from "./b.ts"; */`,
    `const c = 'import c from "./c.ts"';`,
    `const d = ${BACKTICK}\nimport d from "./d.ts";\n\${x({ y: "}" })}\nimport e from "./e.ts";${BACKTICK};`,
    `import f from "./f.ts";`,
  ].join("\n");
  assertEquals(readImports(source), ["./f.ts"]);
});

Deno.test("readImports() goes into the values of a template", () => {
  assertEquals(readImports(`${BACKTICK}a\${ await import("./a.ts") } import("./b.ts") ${BACKTICK}`), [
    "./a.ts",
  ]);
});

Deno.test("readImports() is not led astray by quotes in regular expressions and in page text", () => {
  const source = [
    `const quote = /["'${BACKTICK}]/g;`,
    `const slash = text.replace(/\\/\\*"/, "");`,
    `const half = total / 2; const other = "/";`,
    `return <p>don't say "import</p>;`,
    `import a from "./a.ts";`,
  ].join("\n");
  assertEquals(readImports(source), ["./a.ts"]);
});

Deno.test("readImports() takes exports of a module's own, import.meta and fields of that name for what they are", () => {
  const source = [
    `export const a = "./a.ts";`,
    `export function from(b = "./b.ts") {}`,
    `export default "./c.ts";`,
    `new URL("./d.ts", import.meta.url);`,
    `object.import("./e.ts");`,
    `export class F { from = "./f.ts"; }`,
  ].join("\n");
  assertEquals(readImports(source), []);
});
