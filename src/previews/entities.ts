/** The references that titles have; any other named one stays as it is written. */
const NAMED: Readonly<Record<string, string>> = Object.freeze(Object.assign(Object.create(null), {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  bull: "•",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  sbquo: "‚",
  ldquo: "“",
  rdquo: "”",
  bdquo: "„",
  lsaquo: "‹",
  rsaquo: "›",
  trade: "™",
  euro: "€",
  minus: "−",
  rarr: "→",
  larr: "←",
  OElig: "Œ",
  oelig: "œ",
  Scaron: "Š",
  scaron: "š",
}));
/** Those from U+00A0 to U+00FF, in order. */
const LATIN_1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"
    .split(" ");
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}\d{0,2}));?/g;
/** What the numbers from 128 to 159 mean on pages, though they are control characters. */
const WINDOWS_1252 = new TextDecoder("windows-1252");

/** The text that HTML with references such as `&amp;` and `&#8211;` stands for. */
export function decodeEntities(text: string): string {
  return text.replace(
    REFERENCE,
    (written, decimal?: string, hexadecimal?: string, name?: string) =>
      name === undefined
        ? fromNumber(decimal === undefined ? parseInt(hexadecimal!, 16) : Number(decimal))
        : named(name, written.endsWith(";")) ?? written,
  );
}

function named(name: string, ended: boolean): string | undefined {
  const place = LATIN_1.indexOf(name);
  if (place >= 0) return String.fromCharCode(0xa0 + place);
  // Without the semicolon a name may as well be a part of an address.
  return ended || name === "amp" || name === "quot" || name === "lt" || name === "gt"
    ? NAMED[name]
    : undefined;
}

function fromNumber(number: number): string {
  if (number >= 128 && number < 160) return WINDOWS_1252.decode(Uint8Array.of(number));
  const isCharacter = number > 0 && number <= 0x10ffff && (number < 0xd800 || number > 0xdfff);
  return isCharacter ? String.fromCodePoint(number) : "\ufffd";
}
