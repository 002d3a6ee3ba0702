const COMMENT = String.raw`\/\/[^\n]*|\/\*[^]*?\*\/`;
const STRING = String.raw`"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'`;
/** A slash begins a regular expression where a value may begin. */
const REGEXP = String
  .raw`(?<=(?:^|[-+*%(,=:[!&|?{};<>~^]|\breturn|\bcase|\btypeof)\s*)\/(?:[^\/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/`;
/** From `import` or `export` to the specifier; what stands between are names, braces and comments. */
const STATEMENT = String
  .raw`(?<![.\w$#])(?:import|export)(?:\s*\(\s*|\b(?:[^"'\x60;()=\/]|${COMMENT})*?(?<![\w$])from\s*|\s*)(?<quoted>${STRING})`;
const TOKEN = new RegExp(`${COMMENT}|${STATEMENT}|${REGEXP}|${STRING}|[\x60{}]`, "g");

/**
 * The specifiers that a module imports or exports from, in their order: static, dynamic and type imports.
 * It looks at tokens only, so that what is quoted, commented or part of a template counts as what it is.
 * @param statically leaves out `import()`, which waits until it is run
 */
export function readImports(source: string, { statically = false } = {}): string[] {
  const specifiers: string[] = [];
  /** Open brackets; true where the closing one goes back into a template. */
  const braces: boolean[] = [];
  const token = new RegExp(TOKEN);
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const [text] = match;
    const quoted = match.groups?.quoted;
    if (quoted !== undefined) {
      if (!statically || !/^import\s*\(/.test(text)) specifiers.push(quoted.slice(1, -1));
    } else if (text === "{") braces.push(false);
    else if (text === "\x60" || (text === "}" && braces.pop() === true)) {
      token.lastIndex = skipTemplate(source, token.lastIndex);
    }
  }
  return specifiers;

  /** Goes on to the end of a template, or into the next value that stands in it. */
  function skipTemplate(text: string, from: number): number {
    for (let index = from; index < text.length; index++) {
      if (text[index] === "\\") index++;
      else if (text[index] === "\x60") return index + 1;
      else if (text.startsWith("${", index)) {
        braces.push(true);
        return index + 2;
      }
    }
    return text.length;
  }
}
