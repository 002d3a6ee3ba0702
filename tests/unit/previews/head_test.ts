import { assert, assertEquals, assertFalse } from "@std/assert";
import fc from "fast-check";
import { cleanLine } from "../../../src/previews/clean.ts";
import { decodeEntities } from "../../../src/previews/entities.ts";
import { readHead } from "../../../src/previews/head.ts";
import { toPreview } from "../../../src/previews/preview.ts";

const PAGES: Record<string, [html: string, preview: ReturnType<typeof toPreview>]> = {
  "a title": ["<html><head><title>Hello</title></head>", { title: "Hello" }],
  "what is meant for previews before the title": [
    `<title>Home | Hello</title><meta property="og:title" content="Hello"><meta name=description content='A page'>
     <meta property="og:site_name" content="Site"/>`,
    { title: "Hello", description: "A page", site: "Site" },
  ],
  "og: before twitter: before the description, wherever they stand": [
    `<meta name="twitter:title" content="T"><meta name="og:title" content="O"><title>H</title>
     <meta name="description" content="d"><meta name="twitter:description" content="t">
     <meta property="og:description" content="o">`,
    { title: "O", description: "o" },
  ],
  "references in texts": [
    `<title>Tom &amp; Jerry &#8211; caf&eacute; &#x1F600; &lt;b&gt; &unknown;</title>`,
    { title: "Tom & Jerry – café 😀 <b> &unknown;" },
  ],
  "markup in a title is text": ["<title><b>x</b><script>alert(1)</script></title>", {
    title: "<b>x</b><script>alert(1)</script>",
  }],
  "titles in scripts, comments and pictures are none": [
    `<!-- <title>no</title> --><script>"<title>no</title>"</script><style><title>no</title></style>
     <noscript><title>no</title></noscript><title>yes</title>`,
    { title: "yes" },
  ],
  "nothing after the head": [`</head><title>no</title>`, undefined],
  "nothing of the body": [`<body><title>no</title><meta property="og:title" content="no">`, undefined],
  "a page cut off in a tag": [`<title>yes</title><meta property="og:title" content="no`, { title: "yes" }],
  "a page cut off in the title": [`<title>yes`, { title: "yes" }],
  "capital letters, spaces, line ends": [
    `<TITLE\n>\n  one\n\n two\t</TITLE ><META NAME = "Description" CONTENT = " a\r\n b ">`,
    { title: "one two", description: "a b" },
  ],
  "an empty title": [`<title> &nbsp; &#8203; </title>`, undefined],
  "the first of two titles": [`<title>one</title><title>two</title>`, { title: "one" }],
  "the first of two attributes": [`<meta property=og:title content=a content=b>`, { title: "a" }],
  "a description that only repeats": [`<title>one</title><meta name=description content=one>`, {
    title: "one",
  }],
  "names of every object are no properties": [
    `<title>one</title><meta property="__proto__" content="x"><meta property="constructor" content="x">`,
    { title: "one" },
  ],
  "controls and directions": [
    `<title>a\u202egnp.exe\u2066 b\u0007c&#x202e;d\u200b&#0;</title>`,
    { title: "agnp.exe b cd\ufffd" },
  ],
};

for (const [what, [html, preview]] of Object.entries(PAGES)) {
  Deno.test(`toPreview() reads ${what}`, () => assertEquals(toPreview(html), preview));
}

Deno.test("toPreview() gives of a title of a megabyte 200 characters, and does not read on", () => {
  const { title } = toPreview(`<title>${"<script>x".repeat(120_000)}`)!;
  assertEquals([[...title].length, title.slice(0, 9), title.at(-1)], [200, "<script>x", "…"]);
});

Deno.test("toPreview() gives one line of visible text within its limits, whatever the page is", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "<title>",
      "</title>",
      "<meta ",
      "property=",
      '"og:title"',
      "content=",
      '"',
      "'",
      ">",
      "<!--",
      "-->",
      "&#",
      "&amp;",
      "\u202e",
      "</head",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const preview = toPreview(`<title>${pieces.join("")}`);
      for (const text of Object.values<string>({ ...preview })) {
        assert([...text].length <= 300 && text.isWellFormed() && text === text.trim() && text !== "");
        assertFalse(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(text), JSON.stringify(text));
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("readHead() is done with pages made to be read again and again: what is quadratic in them takes minutes", () => {
  const bait = [
    "<",
    "<a ",
    "<!--",
    "<title>",
    "<meta a=",
    `<meta a="`,
    "<a =",
    "&",
    "</title",
    "<script>",
    "<a b ",
    " ",
  ];
  for (const one of bait) {
    const { title: _, ...others } = readHead(one.repeat(Math.ceil(512 * 1024 / one.length)));
    assertEquals([one, others], [one, {}]);
  }
});

Deno.test("decodeEntities() leaves what is no reference, and makes no half characters", () => {
  assertEquals(decodeEntities("a & b &; &#; &#x; &nosuch; &copy=1"), "a & b &; &#; &#x; &nosuch; ©=1");
  assertEquals(decodeEntities("&#xD800;&#1114112;&#0;&#150;"), "\ufffd\ufffd\ufffd–");
  assertEquals(decodeEntities("&amp;lt;"), "&lt;");
});

Deno.test("cleanLine() keeps emoji and letters of every script, and no tower of marks", () => {
  for (const text of ["👩‍👩‍👧 family", "नमस्ते दुनिया", "שלום עולם", "مرحبا", "日本語", "é́"]) {
    assertEquals(cleanLine(text, 100), text);
  }
  assertEquals(cleanLine(`a${"\u0301".repeat(60)}b`, 100), `a${"\u0301".repeat(4)}b`);
  assertEquals(cleanLine("a\ud800b", 100), "a\ufffdb");
  assertEquals(cleanLine("😀".repeat(10), 5), "😀😀😀😀…");
  assertEquals(cleanLine("\u200b\u2060\u3164", 5), undefined);
});
