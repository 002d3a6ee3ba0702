import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import markdown from "highlight.js/lib/languages/markdown";
import php from "highlight.js/lib/languages/php";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight } from "lowlight";
import type { Token } from "./token.ts";

/** Fetched with the first code that is shown. */
const lowlight = createLowlight({
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  go,
  ini,
  java,
  javascript,
  json,
  markdown,
  php,
  python,
  ruby,
  rust,
  sql,
  typescript,
  xml,
  yaml,
});

type HastNode = ReturnType<typeof lowlight.highlight>["children"][number];

/**
 * Splits code by the rules of its language; undefined for one that is not known. What the tokens say together is the code:
 * where the library would lose some of it, as of half a selector in CSS, there are none.
 */
export function split(language: string, text: string): Token[] | undefined {
  if (!lowlight.registered(language)) return undefined;
  const tokens = lowlight.highlight(language, text).children.map(toToken);
  return tokens.map(textOf).join("") === text ? tokens : undefined;
}

function textOf(token: Token): string {
  return typeof token === "string" ? token : token.children.map(textOf).join("");
}

function toToken(node: HastNode): Token {
  if (node.type !== "element") return node.type === "text" ? node.value : "";
  const [name] = node.properties.className as string[];
  return { scope: name!.replace(/^hljs-/, ""), children: node.children.map(toToken) };
}
