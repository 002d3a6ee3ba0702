import { assert, assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../../../src/protocol/errors.ts";
import { readUsername } from "../../../../src/chat/usernames/username.ts";

const MAX = 32;
const BOLD_ADA = "\u{1d41a}\u{1d41d}\u{1d41a}";

function skeletonOf(raw: string): string {
  return readUsername(raw, MAX).skeleton;
}

function assertRefused(raw: string, words: RegExp): void {
  const error = assertThrows(() => readUsername(raw, MAX), ProtocolError);
  assertEquals(error.code, "invalid_username");
  assert(words.test(error.message), `${JSON.stringify(raw)} is refused with '${error.message}'`);
}

Deno.test("readUsername() keeps the case that was typed and folds the skeleton", () => {
  assertEquals(readUsername("Ada-Lovelace", MAX).name, "Ada-Lovelace");
  assertEquals(readUsername("STRASSE", MAX).name, "STRASSE");
  assertEquals(skeletonOf("STRASSE"), skeletonOf("straße"));
});

Deno.test("readUsername() gives the name in NFC, with wide and other compatibility letters made plain", () => {
  assertEquals(readUsername("Zoe\u0308", MAX).name, "Zo\u00eb");
  assertEquals(readUsername("\uff21\uff44\uff41\uff0d\uff12", MAX).name, "Ada-2");
  assertEquals(readUsername("\uff76\uff9e", MAX).name, "ガ");
  assertEquals(readUsername(BOLD_ADA, MAX).name, "ada");
});

const PEOPLE = [
  ..."Ada ada-lovelace ada_l a.d.a 42 R2D2 Zoë Łukasz Nguyễn Đặng İrem Straße Þór ʻIolani col·le".split(" "),
  ..."Иван Света Юлия Νίκος ᾧ Հայկ გიორგი 山田太郎 ジョン・スミス 김철수 王ada ㄅㄆ สมชาย मोहन தமிழ் မြို့ ស្ត្រី"
    .split(" "),
  ..."אדה שָׁלוֹם צה״ל علي محمد علي٢ علي۲ ފާތިމަތު ߒߞߏ".split(" "),
];

Deno.test("readUsername() takes names of living scripts as they are", () => {
  for (const name of PEOPLE) assertEquals(readUsername(name, MAX).name, name.normalize("NFKC"));
});

const SAME_BUT_FOR_SPELLING = [
  ["Ada", "ada", "ADA", "aDa", "\uff21\uff44\uff41", BOLD_ADA],
  ["Zo\u00eb", "zoe\u0308", "ZO\u00cb"],
  ["Νίκος", "ΝΊΚΟΣ", "νι\u0301κοσ"],
  ["ガ", "\uff76\uff9e", "カ\u3099"],
  ["İrem", "irem", "IREM", "ırem"],
];

Deno.test("readUsername() gives one skeleton to every case and spelling of a name (row 74)", () => {
  for (const names of SAME_BUT_FOR_SPELLING) {
    assertEquals(new Set(names.map(skeletonOf)).size, 1, names.join());
  }
});

const LOOK_ALIKES = [
  ["coco", "сосо", "СОСО", "c0c0", "COCO"],
  ["Ian", "lan", "1an", "ian", "ıan"],
  ["lol", "1o1", "IOI", "l0l"],
  ["mama", "rnama", "marna", "MAMA"],
  ["tom", "ТОМ", "Том", "torn"],
  ["Đặng", "Ðặng", "đặng"],
  ["ace", "асе", "ACE"],
  ["علي٢", "علی۲"],
  ["ロ", "口"],
];

Deno.test("readUsername() gives one skeleton to names that look alike (row 75)", () => {
  for (const names of LOOK_ALIKES) assertEquals(new Set(names.map(skeletonOf)).size, 1, names.join());
});

Deno.test("readUsername() keeps names apart that do not look alike", () => {
  const names = [
    "ada",
    "ade",
    "adá",
    "eva",
    "ena",
    "dan",
    "vera",
    "nera",
    "bob",
    "hoh",
    "ада",
    "ada-2",
    "ada.2",
    "ada2",
  ];
  assertEquals(new Set(names.map(skeletonOf)).size, names.length);
});

Deno.test("readUsername() refuses capitals that look Latin where the small letters do not", () => {
  for (const name of ["ΑΝΝΑ", "Ηρα", "ΥΧ"]) assertRefused(name, /Latin/);
  for (const name of ["Άννα", "Ήρα", "Гера", "Ɓala", "ВЕРА"]) {
    assertEquals(readUsername(name, MAX).name, name);
  }
});

const REFUSED: Record<string, [words: RegExp, names: string[]]> = {
  "mixes scripts (row 76)": [/one script/, ["аda", "adа", "Αnna", "ivanИ", "адаα", "ada한かな", "ka\u0e01"]],
  "has an invisible character (row 77)": [
    /invisible/,
    [
      ..."\u200b \u200c \u200d \u00ad \u034f \ufe0f \u{e0100} \u{e0061} \u2060 \u3164 \u115f \uffa0 \u17b4"
        .split(" "),
      "\ufeff",
    ].flatMap((character) => [character, `a${character}da`, `${character}ada`, `ada${character}`]),
  ],
  "turns text around (row 78)": [
    /turn/,
    [
      ..."\u202e \u202a \u2066 \u2069 \u200f \u200e \u061c".split(" "),
    ].flatMap((character) => [`a${character}da`, `${character}ada`, `ada${character}`]),
  ],
  "has a control character (row 79)": [
    /control/,
    [
      ..."\0|\t|\n|\r\n|\x1b|\x7f|\u0085|\u009b|\u2028|\u2029".split("|"),
    ].flatMap((character) => [character, `a${character}da`, `ada${character}`]),
  ],
  "is empty (row 80)": [/empty/, ["", " ", "   ", "\u3000", "\u00a0"]],
  "begins or ends with a space (row 80)": [/begin or end/, [
    " ada",
    "ada ",
    "ada\u3000",
    "\u00a0ada",
    "ada\u2003",
  ]],
  "has a space": [/spaces/, ["ada lovelace", "ada\u3000l", "ada\u00a0l", "ada\u2009l"]],
  "begins with a mark (row 80)": [/begin/, ["\u0301", "\u0301ada", "-ada", "_a", ".", "---", "ʼ"]],
  "has too many marks (row 80)": [/accents/, [
    `a${"\u0301".repeat(28)}`,
    "a\u0301\u0302\u0303",
    "aा\u093f\u093e\u0940\u0941",
  ]],
  "has too many characters (row 81)": [/at most 32/, [
    "a".repeat(33),
    "a".repeat(10_000),
    `a${"\u0301".repeat(60)}`,
    "𠮷".repeat(33),
    "\0".repeat(10_000),
  ]],
  "is reserved (row 82)": [/reserved/, [
    ..."admin Admin ADMIN system root everyone here all room channel moderator owner bot server parley".split(
      " ",
    ),
    ..."null undefined __proto__ constructor prototype deleted toString hasOwnProperty".split(" "),
    ..."ADM1N admIn admInistrator adMlNlstrator admın ADMİN adrnin r00t A11 AlI b0t ad-min a.d.m.i.n _admin_ һеге"
      .split(" "),
    "\uff41\uff44\uff4d\uff49\uff4e",
  ]],
  "has what is not a character (row 83)": [/Unicode/, [
    "a\u0378",
    "a\ue000",
    "\ufffe",
    "a\uffff",
    "\u{10ffff}",
    "\u{f0000}",
  ]],
  "has half of a surrogate pair (row 83)": [/surrogate/, ["\ud800", "ada\udc00", "\udc00\ud800"]],
  "has other than letters and digits": [/letters and digits/, [
    ..."a@b a/b a'b a!b 😀 a😀 a\u2800 a\ufffd a² Ⅳ ½ a€ <b> a:b a|b a\u20dd aـb ﷺ a·b ・ア a״ \u1100".split(
      " ",
    ),
  ]],
  "has a separator twice or at the end": [/only one|end with/, ["a--b", "a._b", "ada-", "ada.", "a-\u0301"]],
  "is in a dead script": [/in use today/, ["𐐀𐐁", "ⲁⲃ", "ᚠᚢ"]],
  "mixes digits of two kinds": [/one kind/, ["علي٢۲", "मोहन२2"]],
  "mixes directions (row 84)": [/one script|right to left/, [
    "אדהada",
    "adaאדה",
    "عليali",
    "2אדה",
    "٢علي",
    "٢٣",
    "אדה-א-2b",
  ]],
};

for (const [reason, [words, names]] of Object.entries(REFUSED)) {
  Deno.test(`readUsername() refuses a name that ${reason}`, () => {
    for (const name of names) assertRefused(name, words);
  });
}

Deno.test("readUsername() counts characters, not UTF-16 units or accents that normalise away (row 81)", () => {
  assertEquals(readUsername("a".repeat(MAX), MAX).name.length, MAX);
  assertEquals(readUsername("𠮷".repeat(MAX), MAX).name.length, 2 * MAX);
  assertEquals(readUsername("e\u0323\u0302".repeat(MAX), MAX).name, "ệ".repeat(MAX));
  assertRefused("𠮷".repeat(MAX + 1), /this one has 33/);
});

Deno.test("readUsername() takes right-to-left names, also with digits after the letters (row 84)", () => {
  for (const name of ["אדה", "علي", "אדה2", "علي٢", "علي-2", "علي۲", "אדה.2.א"]) {
    assertEquals(readUsername(name, MAX).name, name);
  }
});

Deno.test("readUsername() takes names that only nearly are reserved", () => {
  for (const name of ["Ali", "adminton", "roomba", "ally", "rooty", "sherebot", "admin1"]) {
    assertEquals(readUsername(name, MAX).name, name);
  }
});
