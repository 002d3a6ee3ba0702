import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { helpText, settingsTable } from "../../../src/config/help.ts";
import { SETTINGS } from "../../../src/config/settings.ts";

const NAMES = Object.values(SETTINGS).map(({ name }) => name);

Deno.test("settingsTable() has a row of four cells for each setting", () => {
  const [head, line, ...rows] = settingsTable().split("\n");
  assertStringIncludes(head!, "Setting");
  assertMatch(line!, /^(\| --- ){4}\|$/);
  assertEquals(rows.map((row) => /^\| `([A-Z_]+)` \|/.exec(row)?.[1]), NAMES);
  for (const row of rows) {
    const cells = row.split("|").slice(1, -1).map((cell) => cell.trim());
    assertEquals(cells.length, 4, row);
    assert(cells.every((cell) => cell !== ""), row);
  }
});

Deno.test("settingsTable() shows defaults as they are set, and units", () => {
  const table = settingsTable();
  assertStringIncludes(table, "| `PORT` | `8000` | a whole number from 0 to 65535 |");
  assertStringIncludes(table, "| `GUESTS` | `on` | `on`, `off` |");
  assertStringIncludes(table, "| `PUBLIC_URL` | none |");
  assertStringIncludes(table, "(seconds)");
});

Deno.test("helpText() names every setting with its default, without Markdown", () => {
  const help = helpText();
  for (const name of NAMES) assertStringIncludes(help, `\n  ${name}=`);
  assertStringIncludes(help, "PORT=8000\n");
  assertStringIncludes(help, "GUESTS=on\n");
  assert(!help.includes("`"));
});

Deno.test("every setting has a name of its own, and says what it does in a sentence", () => {
  assertEquals(new Set(NAMES).size, NAMES.length);
  for (const { name, about } of Object.values(SETTINGS)) {
    assertMatch(name, /^[A-Z]+(_[A-Z]+)*$/);
    assertMatch(about, /^\p{Lu}[^|\n]*\.$/u, name);
  }
});
