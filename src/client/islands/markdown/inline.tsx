import type { Inline, LinkNode } from "../../format/markdown/nodes.ts";
import { t } from "../../strings/t.ts";
import { PersonName, RoomName } from "./names.tsx";

export interface InlineNodesProps {
  nodes: readonly Inline[];
}

/** The text of a paragraph. */
export function InlineNodes({ nodes }: InlineNodesProps) {
  return <>{nodes.map((node, index) => <InlineNode key={index} node={node} />)}</>;
}

function InlineNode({ node }: { node: Inline }) {
  switch (node.kind) {
    case "text":
      return <>{node.text}</>;
    case "code":
      return <code>{node.text}</code>;
    case "bold":
      return (
        <strong>
          <InlineNodes nodes={node.children} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <InlineNodes nodes={node.children} />
        </em>
      );
    case "strike":
      return (
        <del>
          <InlineNodes nodes={node.children} />
        </del>
      );
    case "link":
      return <Link {...node} />;
    case "person":
      return <PersonName text={node.text} />;
    case "room":
      return <RoomName text={node.text} />;
  }
}

function Link({ children, href, host }: LinkNode) {
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        <InlineNodes nodes={children} />
      </a>
      {host !== undefined && <span class="host" dir="ltr">{t("leads to {host}", { host })}</span>}
    </>
  );
}
