import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { isEmojiOnly } from "../format/emoji.ts";
import { parseMarkdown } from "../format/markdown/markdown.ts";
import { Blocks } from "./markdown/blocks.tsx";
import { InlineNodes } from "./markdown/inline.tsx";

export interface MessageTextProps {
  text: string;
  /** Who does what the text says, where it is an action. */
  actor?: string | undefined;
  /** What stands behind the text. */
  children?: ComponentChildren;
}

/** A message as it was meant: its marks become shapes, all else is as it was written, and isolated. */
export function MessageText({ text, actor, children }: MessageTextProps) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  const only = blocks.length === 1 ? blocks[0] : undefined;
  return (
    <div class={isEmojiOnly(text) && actor === undefined ? "text emoji" : "text"} dir="auto">
      {actor && <bdi class="author">{actor}</bdi>}
      {actor && " "}
      {only?.kind === "paragraph" ? <InlineNodes nodes={only.children} /> : <Blocks blocks={blocks} />}
      {children}
    </div>
  );
}
