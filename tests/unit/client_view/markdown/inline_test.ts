import { assertEquals } from "@std/assert";
import { parseInline } from "../../../../src/client/format/markdown/inline.ts";
import { inline } from "./written.ts";

const CASES: Record<string, readonly (readonly [written: string, read: string])[]> = {
  "marks make bold, italic, strike and code": [
    ["**a** *b* _c_ ~~d~~ `e`", "b(a) i(b) i(c) s(d) c(e)"],
    ["***a***", "b(i(a))"],
    ["***a** b*", "i(b(a) b)"],
    ["***a* b**", "b(i(a) b)"],
    ["**a *b***", "b(a i(b))"],
    ["*a **b***", "i(a b(b))"],
    ["**a\nb**", "b(a\nb)"],
    ["(**a**), “*b*”!", "(b(a)), “i(b)”!"],
  ],
  "what only looks like marks stays as it is": [
    ["snake_case_name and __init__ and 2*3*4", "snake_case_name and __init__ and 2*3*4"],
    ["2 * 3 * 4", "2 * 3 * 4"],
    ["**a", "**a"],
    ["* a*", "* a*"],
    ["a ** b **", "a ** b **"],
    ["****", "****"],
    ["~a~ ~~~b~~~", "~a~ ~~~b~~~"],
    ["src/**/a.ts and b/**/c.ts", "src/**/a.ts and b/**/c.ts"],
    ["**a\n\nb**", "**a\n\nb**"],
    ["¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"],
    ["*a _b* c_", "i(a _b) c_"],
  ],
  "in scripts without spaces a mark may stand between two characters": [
    ["这是**重点**内容", "这是b(重点)内容"],
    ["これは*大事*です", "これはi(大事)です"],
    ["**「重点」**内容", "b(「重点」)内容"],
    ["*강조*는", "i(강조)는"],
  ],
  "in code nothing is a mark": [
    ["`**a** https://a.example @ada`", "c(**a** https://a.example @ada)"],
    ["``a ` b``", "c(a ` b)"],
    ["`` `a` ``", "c(`a`)"],
    ["*a `b* c`", "*a c(b* c)"],
    ["`a", "`a"],
    ["`a\n\nb`", "`a\n\nb`"],
  ],
  "a backslash takes a mark its meaning": [
    ["\\*a\\*", "*a*"],
    ["\\**a\\**", "**a**"],
    ["\\`a\\`", "`a`"],
    ["C:\\dir\\*.txt", "C:\\dir\\*.txt"],
    ["\\[a](https://a.example)", "[a](a(https://a.example→https://a.example/))"],
  ],
  "http, https and mail addresses are links, without the punctuation of the sentence": [
    ["(see https://a.example/b).", "(see a(https://a.example/b→https://a.example/b))."],
    ["https://en.example/Rust_(game)!", "a(https://en.example/Rust_(game)→https://en.example/Rust_(game))!"],
    ["**https://a.example/x**", "b(a(https://a.example/x→https://a.example/x))"],
    ["https://a.example/a_b_c*d*", "a(https://a.example/a_b_c*d→https://a.example/a_b_c*d)*"],
    ["mailto:ada@c.example", "a(mailto:ada@c.example→mailto:ada@c.example)"],
    [
      '"HTTPS://a.example", <http://b.example>',
      '"a(HTTPS://a.example→https://a.example/)", <a(http://b.example→http://b.example/)>',
    ],
    ["https://a.example/\u202Egpj.exe", "a(https://a.example/→https://a.example/)\u202Egpj.exe"],
  ],
  "an address that could fool a reader is told": [
    ["https://аррӏе.com/", "a(https://аррӏе.com/→https://xn--80ak6aa92e.com/ at xn--80ak6aa92e.com)"],
    [
      "https://bank.example@evil.example/",
      "a(https://bank.example@evil.example/→https://bank.example@evil.example/ at evil.example)",
    ],
    [
      "[https://bank.example](https://evil.example/)",
      "a(https://bank.example→https://evil.example/ at evil.example)",
    ],
  ],
  "a link may have a text, which is no other link": [
    ["[a **b**](https://a.example/x_(y))", "a(a b(b)→https://a.example/x_(y) at a.example)"],
    ["[mail](mailto:ada@c.example)", "a(mail→mailto:ada@c.example at ada@c.example)"],
    [
      "[a [b](https://b.example) c](https://a.example)",
      "[a a(b→https://b.example/ at b.example) c](a(https://a.example→https://a.example/))",
    ],
    ["[](https://a.example)", "[](a(https://a.example→https://a.example/))"],
    ["[a] (https://a.example)", "[a] (a(https://a.example→https://a.example/))"],
    ["*a [b* c](https://a.example)", "i(a [b) c](a(https://a.example→https://a.example/))"],
  ],
  "nothing else is a link": [
    [
      "[a](javascript:alert(1)) [b](/c) [d](data:text/html,x)",
      "[a](javascript:alert(1)) [b](/c) [d](data:text/html,x)",
    ],
    [
      "javascript:alert(1) file:///etc ftp://a.b a.example https:// mailto:x",
      "javascript:alert(1) file:///etc ftp://a.b a.example https:// mailto:x",
    ],
  ],
  "names of people and rooms are told apart from addresses": [
    ["@Ada, see #boat-trip.", "person(@Ada), see room(#boat-trip)."],
    ["ada@b.example a#b @ #", "ada@b.example a#b @ #"],
    ["**@ada_b**", "b(person(@ada_b))"],
    ["https://a.example/#top", "a(https://a.example/#top→https://a.example/#top)"],
  ],
  "marks in marks in marks end somewhere": [
    [
      "*a **b *c **d *e **f *g **h** g* f** e* d** c* b** a*",
      "*a **b i(c b(d i(e b(f i(g b(h) g) f) e) d) c) b** a*",
    ],
  ],
};

for (const [promise, cases] of Object.entries(CASES)) {
  Deno.test(promise, () => {
    for (const [written, read] of cases) {
      assertEquals([written, inline(parseInline(written))], [written, read]);
    }
  });
}
