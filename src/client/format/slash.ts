/** What a text is that begins with a slash: a command, or a message. */
export type Slash = { command: string; argument: string } | { text: string };

const COMMAND = /^\/(\p{L}[\p{L}\p{N}_-]*)(?:\s+([^]*))?$/u;

/**
 * Reads a text as a command: `/join garden`. Two slashes take a command its meaning, so that "//join" says "/join"; what is
 * no command at all, such as a path, is a message as it is.
 */
export function readSlash(text: string): Slash {
  if (text.startsWith("//")) return { text: COMMAND.test(text.slice(1)) ? text.slice(1) : text };
  const match = COMMAND.exec(text);
  if (match === null) return { text };
  return { command: match[1]!.toLowerCase(), argument: (match[2] ?? "").trim() };
}
