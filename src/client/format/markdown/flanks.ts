const SPACE = /\s/u;
const SIGN = /[!-/:-@[-`{-~]/;
const BEFORE = /[\s([{"'*_~>|-]/u;
const AFTER = /[\s.,;:!?)\]}"'*_~<|-]/u;
// Letters of scripts that put spaces between words; in the others a mark may stand within the line of characters.
const WORD =
  /[[\p{L}\p{N}]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]]/v;

/** Characters around a run of marks; empty at the edges of the text. */
export interface Sides {
  before: string;
  after: string;
  /** Whether the run is a single mark: that never opens or closes within a word, so that `snake_case` and `2*3*4` stay. */
  single: boolean;
}

export function canOpen({ before, after, single }: Sides): boolean {
  if (after === "" || SPACE.test(after)) return false;
  const free = before === "" || BEFORE.test(before);
  return (free || !SIGN.test(after)) && !(single && WORD.test(before));
}

export function canClose({ before, after, single }: Sides): boolean {
  if (before === "" || SPACE.test(before)) return false;
  const free = after === "" || AFTER.test(after);
  return (free || !SIGN.test(before)) && !(single && WORD.test(after));
}
