const DEEPEST = 32;
/** A text of fewer characters is parsed at once, however deep it is. */
const SHORT = 1_000;

/**
 * As JSON.parse(), but refuses what is nested deeper than anything that a client sends: where tens of thousands of
 * brackets are not closed, the parser takes a hundred times as long as for anything else of that size.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (text.length > SHORT && isDeep(text)) throw new SyntaxError(`JSON is nested deeper than ${DEEPEST}`);
  return JSON.parse(text);
}

function isDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      if (++depth > DEEPEST) return true;
    } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth--;
  }
  return false;
}

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22,
  0x5c,
  0x5b,
  0x5d,
  0x7b,
  0x7d,
];

/** Index of the quote that ends a string, or the text's length where none does. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index;
  }
  return text.length;
}
