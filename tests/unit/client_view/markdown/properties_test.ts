import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseMarkdown } from "../../../../src/client/format/markdown/markdown.ts";
import type { Block, Inline } from "../../../../src/client/format/markdown/nodes.ts";
import { anyText } from "../../protocol/any_text.ts";

const MAX = 4_000;
const GROWTH = 16;
const SNIPPETS = [
  ..."*_~`[]()>\\-. \n@#",
  "**",
  "***",
  "~~",
  "```",
  "\n\n",
  "\n> ",
  "\n- ",
  "\n  - ",
  "\n1. ",
  "](https://a.b)",
  "https://a.b/",
  "mailto:a@b",
  "a",
  "word",
  "שלום",
  "重点",
  "👩🏽‍🚀",
];

function marked(): fc.Arbitrary<string> {
  return fc.array(fc.oneof(fc.constantFrom(...SNIPPETS), anyText())).map((pieces) => pieces.join(""));
}

/** All that is shown, in order, and the addresses behind links. */
function walk(nodes: readonly (Block | Inline)[], visit: (shown: string, href?: string) => void): void {
  for (const node of nodes) {
    if (node.kind === "list") { for (const { children } of node.items) walk(children, visit); }
    else if ("children" in node) {
      if (node.kind === "link") visit("", node.href);
      walk(node.children, visit);
    } else visit(node.text);
  }
}

Deno.test("whatever is written is read without a fault, and all of it is shown but for marks", () => {
  fc.assert(
    fc.property(marked(), (text) => {
      let place = 0;
      let hidden = "";
      walk(parseMarkdown(text), (shown) => {
        for (const unit of shown.split("")) {
          const found = text.indexOf(unit, place);
          assert(found >= 0, `${JSON.stringify(unit)} is shown and was not written`);
          hidden += text.slice(place, found);
          place = found + 1;
        }
      });
      hidden += text.slice(place);
      // The addresses of links with a text of their own, the languages of code and the numbers of lists are told otherwise.
      const told = hidden.replaceAll(/\(?(?:https?:|mailto:)[^\s]*/g, "").replaceAll(/```+[^`\n]*/g, "");
      assertEquals(told.replaceAll(/[\s*_~`[\]()>\\\d.-]/g, ""), "");
    }),
    { numRuns: 300 },
  );
});

Deno.test("a link leads over http, https or by mail, and nowhere else", () => {
  fc.assert(fc.property(marked(), anyText(), (text, more) => {
    for (const written of [text, `[${text}](${more})`, `[a](${more}:${text})`, `https://${text}`]) {
      walk(parseMarkdown(written), (_, href) => {
        if (href !== undefined) assert(/^(?:https?:\/\/|mailto:)/.test(href), href);
      });
    }
  }));
});

const HOSTILE = [
  "*",
  "_",
  "`",
  "~",
  "[",
  "]",
  ">",
  "> ",
  "- ",
  "\n",
  "\\",
  "*a ",
  "a* ",
  "**a ",
  "*a **b _c ~~d ",
  "*a_ ",
  "` `` ",
  "[a](",
  "[](",
  "](",
  "[[",
  "[a](https://a",
  "[a](https://a(",
  "[](https://a.b(c)",
  "https://",
  "https://)",
  "https://a](",
  "mailto:a",
  "@a_",
  "#.",
  "```\n",
  "`\n\n",
  "\n> ",
  "\n  - ",
  "> - ",
  "\n \n",
  "  ",
  "1. ",
];

Deno.test("what is hostile takes as much longer as it is longer", () => {
  for (const piece of HOSTILE) {
    let factor = Infinity;
    // Sixteen times the text in 256 times the time is what a search from each mark would need. Noise passes.
    for (let attempt = 0; attempt < 20 && factor > GROWTH * 4; attempt++) {
      factor = Math.min(factor, timeToRead(piece, MAX * GROWTH) / Math.max(0.05, timeToRead(piece, MAX)));
    }
    assert(
      factor <= GROWTH * 4,
      `${JSON.stringify(piece)}: ${GROWTH} times the text, ${factor} times the time`,
    );
  }
});

/** Milliseconds, the best of three. */
function timeToRead(piece: string, length: number): number {
  const text = piece.repeat(Math.ceil(length / piece.length));
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    parseMarkdown(text);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
