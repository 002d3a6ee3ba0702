import { computed, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Language } from "./language.ts";

type Values = Readonly<Record<string, string | number>>;

type Pieces = Readonly<Record<string, ComponentChildren>>;

const PLACE = /\{(\w+)\}/g;

/** The language that is shown; none where that is English, whose strings stand in the code. */
const shown = signal<Language | undefined>(undefined);

/** Shows another language from now on, or English. What is drawn is drawn anew. */
export function showLanguage(language: Language | undefined): void {
  shown.value = language;
}

/** An interface string in the language that is shown, with `{name}` replaced by the value of that name. */
export function t(english: string, values?: Values): string {
  const text = shown.value?.strings[english] ?? english;
  return values === undefined ? text : fill(text, values);
}

/** The same for a number of things, which stands in for `{n}`. */
export function tn(n: number, one: string, other: string, values?: Values): string {
  const language = shown.value;
  const forms = language?.counted[other];
  const text = forms === undefined ? n === 1 ? one : other : forms[language!.rules.select(n)] ?? forms.other;
  return fill(text, { n: n.toLocaleString(locale.value), ...values });
}

/** The same as `t`, with pieces of the page in the places: a name in its own element, a link. */
export function tx(english: string, pieces: Pieces): ComponentChildren {
  return build(t(english), pieces);
}

/** The same as `tn`, with pieces of the page in the places. */
export function txn(n: number, one: string, other: string, pieces: Pieces): ComponentChildren {
  return build(tn(n, one, other), pieces);
}

/** What is written on a key of the keyboard. */
export function keyName(english: string): string {
  return shown.value?.keys[english] ?? english;
}

/** Why the server refused something, in the language that is shown: by its words, or else by its code. */
export function refusal(code: string, message: string): string {
  const language = shown.value;
  if (language === undefined) return message;
  const numbers: string[] = [];
  const shape = message.replace(/\d+/g, (n) => `{${numbers.push(n)}}`);
  const known = language.refusals[shape];
  return known === undefined
    ? language.errors[code] ?? message
    : known.replace(/\{(\d)\}/g, (_, n) => numbers[n - 1]!);
}

/** How dates and numbers are written: as the reader's browser asks, where it asks for the language that is shown. */
export const locale = computed(() => {
  const tag = shown.value?.tag ?? "en";
  return navigator.languages.find((one) => one.split("-")[0] === tag) ?? tag;
});

function build(text: string, pieces: Pieces): ComponentChildren {
  return text.split(PLACE).map((part, index) => index % 2 === 0 ? part : pieces[part]);
}

function fill(text: string, values: Values): string {
  return text.replace(PLACE, (place, name: string) => String(values[name] ?? place));
}
