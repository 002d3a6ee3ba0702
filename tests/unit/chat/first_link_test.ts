import { assertEquals } from "@std/assert";
import { firstLink } from "../../../src/chat/previews/first_link.ts";

const TEXTS: Record<string, string | undefined> = {
  "see https://a.example/x.": "https://a.example/x",
  "(https://a.example/x_(y)) and https://b.example": "https://a.example/x_(y)",
  "[text](https://a.example/x) here": "https://a.example/x",
  "[https://a.example/x](https://b.example/)": "https://a.example/x",
  "HTTP://A.example": "http://a.example/",
  "no link, a.example, ftp://a.example, mailto:a@a.example": undefined,
  "https:// and http://[": undefined,
  "`https://a.example` then https://b.example": "https://b.example/",
  "``a ` https://a.example`` https://b.example": "https://b.example/",
  "```\nhttps://a.example\n```": undefined,
  "```\nhttps://a.example": undefined,
  "a ` https://a.example": "https://a.example/",
  "https://a.example/?q=1&r=2#top": "https://a.example/?q=1&r=2#top",
  "https://a.example/\u202etxt": "https://a.example/",
};

for (const [text, link] of Object.entries(TEXTS)) {
  Deno.test(`firstLink() of ${JSON.stringify(text)}`, () => assertEquals(firstLink(text), link));
}
