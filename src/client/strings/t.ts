type Values = Readonly<Record<string, string | number>>;

const PLACE = /\{(\w+)\}/g;

/** The strings of the language that is shown, by their English; none where that is English. */
let strings: ReadonlyMap<string, string> = new Map();

/** Shows another language from now on. For the start, before anything is drawn. */
export function showStrings(other: ReadonlyMap<string, string>): void {
  strings = other;
}

/** An interface string in the language that is shown, with `{name}` replaced by the value of that name. */
export function t(english: string, values?: Values): string {
  const text = strings.get(english) ?? english;
  return values === undefined
    ? text
    : text.replace(PLACE, (place, name: string) => String(values[name] ?? place));
}
