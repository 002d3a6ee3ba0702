/** Those whose text has these letters: whose beginning they are first, then the beginning of a word, then anywhere. */
export function rankByLetters<T>(all: readonly T[], letters: string, textOf: (one: T) => string): T[] {
  const wanted = letters.toLocaleLowerCase();
  const ranked = all.map((one) => ({ one, rank: rankOf(textOf(one).toLocaleLowerCase(), wanted) }));
  return ranked.filter(({ rank }) => rank < 3).sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

function rankOf(text: string, wanted: string): number {
  if (text.startsWith(wanted)) return 0;
  const place = text.indexOf(wanted);
  if (place === -1) return 3;
  return /[\s._-]/.test(text[place - 1]!) ? 1 : 2;
}
