import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseQuery } from "../../../../src/chat/search/parse.ts";
import { ProtocolError } from "../../../../src/protocol/errors.ts";
import { toPattern } from "../../../../src/store/search/patterns.ts";
import { toMatch } from "../../../../src/store/sqlite/search/match.ts";
import { anyText } from "../../protocol/any_text.ts";

Deno.test("words, phrases, exclusions and beginnings of words are terms", () => {
  assertEquals(parseQuery(`tea "green leaf" -milk sug* -"white cup"`).terms, [
    { text: "tea", not: false, prefix: false },
    { text: "green leaf", not: false, prefix: false },
    { text: "milk", not: true, prefix: false },
    { text: "sug*", not: false, prefix: true },
    { text: "white cup", not: true, prefix: false },
  ]);
});

Deno.test("operators are read in any case, with quotes and with a minus", () => {
  const query = parseQuery(`From:@ada -from:bob in:"Tea & Cake" IN:#lobby -has:link`);
  assertEquals(query.terms, []);
  assertEquals(query.from, [{ name: "ada", not: false }, { name: "bob", not: true }]);
  assertEquals(query.in, [{ room: "Tea & Cake", not: false }, { room: "lobby", not: false }]);
  assertEquals(query.link, false);
});

Deno.test("before is earlier than a day, after is that day and later, and the narrowest counts", () => {
  const query = parseQuery("after:2026-10-01 after:2026-10-02 before:2026-11-01 before:2026-12-01");
  assertEquals(query.after, Date.UTC(2026, 9, 2));
  assertEquals(query.before, Date.UTC(2026, 10, 1));
  assertEquals(parseQuery("before:2026-11-01T12:00+01:00").before, Date.UTC(2026, 10, 1, 11));
  assertEquals(parseQuery("-before:2026-11-01").after, Date.UTC(2026, 10, 1));
});

Deno.test("what looks like an operator and is none is looked for", () => {
  for (const text of ["https://example.org", "fromage", "a-b", "time:10", "from:"]) {
    assertEquals(parseQuery(text).terms.map((term) => term.text), [text]);
  }
});

Deno.test("a quote that is not closed ends with the query", () => {
  assertEquals(parseQuery(`tea "green leaf`).terms.map(({ text }) => text), ["tea", "green leaf"]);
});

Deno.test("what cannot be looked for is refused, and said why", () => {
  const refused: [string, RegExp][] = [
    ["", /Say what/],
    ['  - " ', /Say what/],
    ["before:yesterday", /no date/],
    ["after:2026-02-30", /no date/],
    ["has:cheese", /has:link/],
    ["word ".repeat(101), /500 characters/],
    ["a ".repeat(25), /24 parts/],
  ];
  for (const [text, reason] of refused) {
    const error = assertThrows(() => parseQuery(text), ProtocolError);
    assertEquals(error.code, "bad_query", text);
    assert(reason.test(error.message), `${text}: ${error.message}`);
  }
});

const piece = fc.oneof(
  anyText(),
  fc.constantFrom(
    `"`,
    "-",
    "*",
    ":",
    "from:",
    "in:",
    "has:link",
    "before:",
    "after:",
    "2026-11-01",
    " ",
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "(",
    ")",
    "^",
    "+",
    "{",
    "a",
    "東京",
    "don't",
    "\0",
    "\ue000r1",
    "body:",
    "'; DROP TABLE docs; --",
  ),
);

Deno.test("whatever is typed is taken apart or refused, and nothing of it becomes syntax", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")), (text) => {
      let query;
      try {
        query = parseQuery(text);
      } catch (error) {
        assert(error instanceof ProtocolError && error.code === "bad_query");
        return;
      }
      assert(query.terms.length + query.from.length + query.in.length <= 24);
      for (const time of [query.before, query.after]) {
        assert(time === undefined || Number.isSafeInteger(time));
      }
      for (const term of query.terms) assert(toPattern(term) !== undefined, "a term has words");
      const match = toMatch({
        terms: query.terms,
        rooms: [1],
        authors: undefined,
        notAuthors: [],
        link: query.link,
      });
      // Outside of quotes only what we write ourselves.
      const bare = match.replaceAll(/"[^"]*"/g, "Q");
      assert(/^(?:Q|AND|OR|NOT|[ ()*])*$/.test(bare), bare);
      assertEquals((match.match(/\ue000(?!r1"|link"|s)/g) ?? []).length, 0, "tags are ours");
    }),
    { numRuns: 500 },
  );
});
