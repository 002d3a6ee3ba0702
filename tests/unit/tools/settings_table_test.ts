import { assertEquals, assertThrows } from "@std/assert";
import { settingsTable } from "../../../src/config/help.ts";
import { unpadded, withTable } from "../../../tools/settings_table.ts";

Deno.test("withTable() replaces what stands between the marks, and nothing else", () => {
  const text = "# A\n\n<!-- settings -->\nold\n<!-- /settings -->\n\nEnd | `<!--` |\n";
  const placed = withTable(text, "| new $& |");
  assertEquals(placed, "# A\n\n<!-- settings -->\n\n| new $& |\n\n<!-- /settings -->\n\nEnd | `<!--` |\n");
  assertEquals(withTable(placed, "| new $& |"), placed);
});

Deno.test("withTable() throws where the marks are missing, doubled or the wrong way round", () => {
  const [begin, end] = ["<!-- settings -->", "<!-- /settings -->"];
  for (
    const text of [
      "",
      begin,
      end,
      `${end}${begin}`,
      `${begin}${begin}${end}`,
      `${begin}${end}${end}`,
      `${end}${begin}${end}`,
    ]
  ) {
    assertThrows(() => withTable(text, "table"), Error, "needs one", text);
  }
});

Deno.test("unpadded() takes a table for the same however wide its cells are", () => {
  assertEquals(
    unpadded("| a   | b |\n| --- | ----- |\n|  c | d    |"),
    unpadded("| a | b |\n| --- | --- |\n| c | d |"),
  );
  assertEquals(unpadded(settingsTable()), settingsTable());
  assertEquals(unpadded("a   b\n| a  b |"), "a   b\n| a  b |");
});
