import type { Block, Inline } from "../../../../src/client/format/markdown/nodes.ts";

/** Nodes in short: `b(bold) i(italic) s(strike) c(code) a(link→href)`, and blocks as `p()`, `quote()`, `ul()`, `code:ts()`. */
export function short(blocks: readonly Block[]): string {
  return blocks.map(block).join(" ");
}

function block(one: Block): string {
  if (one.kind === "paragraph") return `p(${inline(one.children)})`;
  if (one.kind === "quote") return `quote(${short(one.children)})`;
  if (one.kind === "code") return `code:${one.language}(${one.text})`;
  const items = one.items.map(({ number, children }) =>
    `${one.ordered ? `${number}:` : ""}${short(children)}`
  );
  return `${one.ordered ? "ol" : "ul"}(${items.join(" | ")})`;
}

/** Inline nodes in short. */
export function inline(nodes: readonly Inline[]): string {
  return nodes.map((node) => {
    if (node.kind === "text") return node.text;
    if (node.kind === "link") {
      return `a(${inline(node.children)}→${node.href}${node.host === undefined ? "" : ` at ${node.host}`})`;
    }
    if ("children" in node) return `${node.kind[0]}(${inline(node.children)})`;
    return node.kind === "code" ? `c(${node.text})` : `${node.kind}(${node.text})`;
  }).join("");
}
