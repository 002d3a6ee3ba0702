import type { Block } from "../../format/markdown/nodes.ts";
import { parts } from "../message_parts.ts";
import { InlineNodes } from "./inline.tsx";

export interface BlocksProps {
  blocks: readonly Block[];
}

/** Paragraphs, quotes, lists and code, each in the direction of its own text. */
export function Blocks({ blocks }: BlocksProps) {
  return <>{blocks.map((block, index) => <OneBlock key={index} block={block} />)}</>;
}

function OneBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p dir="auto">
          <InlineNodes nodes={block.children} />
        </p>
      );
    case "code": {
      const more = parts.value;
      if (more !== undefined) return <more.CodeBlock language={block.language} text={block.text} />;
      return (
        <div class="code" dir="ltr" data-language={block.language}>
          <pre tabIndex={0}><code>{block.text}</code></pre>
        </div>
      );
    }
    case "quote":
      return (
        <blockquote dir="auto">
          <Inner blocks={block.children} />
        </blockquote>
      );
    case "list": {
      const items = block.items.map(({ number, children }, index) => (
        <li key={index} value={block.ordered ? number : undefined}>
          <Inner blocks={children} />
        </li>
      ));
      return block.ordered ? <ol dir="auto">{items}</ol> : <ul dir="auto">{items}</ul>;
    }
  }
}

/** A single paragraph needs no element of its own: what is around it has its direction. */
function Inner({ blocks }: BlocksProps) {
  const [first, ...others] = blocks;
  if (first?.kind !== "paragraph") return <Blocks blocks={blocks} />;
  return (
    <>
      <InlineNodes nodes={first.children} />
      <Blocks blocks={others} />
    </>
  );
}
