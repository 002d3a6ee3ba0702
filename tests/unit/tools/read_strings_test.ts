import { assertEquals } from "@std/assert";
import { type FoundStrings, placesOf, readStrings, readUntranslated } from "../../../tools/read_strings.ts";

function read(source: string): FoundStrings {
  const found: FoundStrings = { strings: new Set(), counted: new Map(), faults: [] };
  readStrings(source, "a.ts", found);
  return found;
}

Deno.test("strings are found where they stand on one line or several", () => {
  const { strings, counted, faults } = read(`function a() {
  t("One"); tx("in {room}", { room }); tn(n, "{n} day", "{n} days");
  t(
    "Two \\"lines\\"",
    { a },
  );
  return tn(
    list.length,
    "{n} hour",
    "{n} hours",
  ) + at("three");
}`);
  assertEquals(faults, []);
  assertEquals([...strings], ["One", "in {room}", 'Two "lines"']);
  assertEquals([...counted], [["{n} days", "{n} day"], ["{n} hours", "{n} hour"]]);
});

Deno.test("a string that is put together cannot be translated", () => {
  const { faults } = read(
    'function a() {\n  t(label);\n  t(`a ${b}`);\n  t("a" + b);\n  tn(n, one, other);\n}',
  );
  assertEquals(faults.map((fault) => fault.split(":")[1]), ["2", "3", "4", "5"]);
});

Deno.test("a constant cannot follow the language, what is made anew can", () => {
  assertEquals(read('const A = {\n  a: t("a"),\n};').faults.length, 1);
  assertEquals(read('export const a = () => [\n  t("a"),\n];').faults, []);
  assertEquals(read('const A = 1;\n\nexport function a() {\n  return t("a");\n}').faults, []);
});

Deno.test("placesOf() names each place once", () => {
  assertEquals(placesOf("{b} of {a}, {b}"), "a b");
});

Deno.test("readUntranslated() finds words in elements, and in what is read aloud", () => {
  const source = `
    <div aria-label="Rooms" title={t("Rooms")}>
      <h2>New rooms</h2>
      <p>
        Two
        lines
      </p>
      <p>{t("fine")} · <kbd>Enter</kbd></p>
      {list.map((one): Promise<void> => <Item key={one} />)}
    </div>`;
  assertEquals(readUntranslated(source).map((text) => text.replace(/\s+/g, " ")), [
    'aria-label="Rooms"',
    "New rooms",
    "Two lines",
  ]);
});
