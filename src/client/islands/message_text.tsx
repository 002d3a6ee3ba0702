import { isEmojiOnly } from "../format/emoji.ts";
import { linkify, type TextPart } from "../format/linkify.ts";

export interface MessageTextProps {
  text: string;
}

/** A message as it was written: intact, isolated, with its links to be followed. */
export function MessageText({ text }: MessageTextProps) {
  return (
    <div class={isEmojiOnly(text) ? "text emoji" : "text"} dir="auto">
      {linkify(text).map((part, index) =>
        part.href === undefined ? part.text : <Link key={index} {...part} />
      )}
    </div>
  );
}

function Link({ text, href, host }: Extract<TextPart, { href: string }>) {
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">{text}</a>
      {host !== undefined && <span class="host" dir="ltr">leads to {host}</span>}
    </>
  );
}
