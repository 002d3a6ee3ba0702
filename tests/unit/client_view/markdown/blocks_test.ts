import { assertEquals } from "@std/assert";
import { parseMarkdown } from "../../../../src/client/format/markdown/markdown.ts";
import { plainText } from "../../../../src/client/format/markdown/plain.ts";
import { short } from "./written.ts";

const CASES: Record<string, readonly (readonly [written: string, read: string])[]> = {
  "a text without marks is one paragraph, its empty lines and spaces kept": [
    ["hello", "p(hello)"],
    ["", "p()"],
    ["  a\n\n\n b ", "p(  a\n\n\n b )"],
  ],
  "fenced code is kept as it is, with its language": [
    ["```ts\nconst a = **1**;\n```", "code:ts(const a = **1**;)"],
    ["see\n\n```\n a\n\n```\nthere", "p(see) code:( a\n) p(there)"],
    ["````\n```\n````", "code:(```)"],
    ["```js\nnever ended", "code:js(never ended)"],
    ["```", "p(```)"],
    ["```one line```", "p(c(one line))"],
  ],
  "a quote is marked by '> ', and a face is none": [
    ["> a\n> **b**\nc", "quote(p(a\nb(b))) p(c)"],
    ["> > a\n> b", "quote(quote(p(a)) p(b))"],
    [">:( no\n>>> print(1)", "p(>:( no\n>>> print(1))"],
    ["a > b", "p(a > b)"],
  ],
  "lists are of bullets or of numbers, which stay as they were written": [
    ["- a\n- *b*", "ul(p(a) | p(i(b)))"],
    ["Bring:\n* bread\n* cheese\n\nBye", "p(Bring:) ul(p(bread) | p(cheese)) p(Bye)"],
    ["3. a\n7) b", "ol(3:p(a)) ol(7:p(b))"],
    ["1. a\n1. b", "ol(1:p(a) | 1:p(b))"],
    ["- a\n  - b\n  - c\n- d", "ul(p(a) ul(p(b) | p(c)) | p(d))"],
    ["- a\n  still a", "ul(p(a\nstill a))"],
    ["born in\n1986. What a year", "p(born in\n1986. What a year)"],
    ["-a\n*b\n1.c", "p(-a\n*b\n1.c)"],
    ["-- \nAda", "p(-- \nAda)"],
  ],
  "what is nested deeper than anyone means stays text": [
    ["> > > > > > a", "quote(quote(quote(quote(p(> > a)))))"],
    ["- - - - - - a", "ul(ul(ul(ul(p(- - a)))))"],
  ],
};

for (const [promise, cases] of Object.entries(CASES)) {
  Deno.test(promise, () => {
    for (const [written, read] of cases) {
      assertEquals([written, short(parseMarkdown(written))], [written, read]);
    }
  });
}

Deno.test("the plain text of a message is what a reader sees, a line for each block and item", () => {
  const written = "**Hi** [there](https://a.example)\n1. one\n2. `two`\n> three\n```\nfour\n```";
  assertEquals(plainText(parseMarkdown(written)), "Hi there\n1. one\n2. two\nthree\nfour");
});
