import type { Block, Inline } from "./nodes.ts";

/** What is to be read of a message, without its marks: for those who listen, and for quotes of one line. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join("\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return inlineText(block.children);
    case "code":
      return block.text;
    case "quote":
      return plainText(block.children);
    case "list":
      return block.items.map(({ number, children }) =>
        block.ordered ? `${number}. ${plainText(children)}` : plainText(children)
      ).join("\n");
  }
}

/** The text of inline nodes, as it is shown. */
export function inlineText(nodes: readonly Inline[]): string {
  return nodes.map((node) => "children" in node ? inlineText(node.children) : node.text).join("");
}
