import { assert, assertEquals } from "@std/assert";
import type { SearchQuery } from "../../../src/store/search/query.ts";
import type { Store } from "../../../src/store/store.ts";
import type { User } from "../../../src/protocol/models.ts";
import { makeRoom, makeUser, post, type StoreCase } from "./case.ts";

/** A text, and what of it is to be found; `not` is not. */
const LANGUAGES: readonly { language: string; text: string; found: string[]; not: string[] }[] = [
  {
    language: "English",
    text: "Don't forget the well-known café at 10:30",
    found: ["forget", "FORGET", "don't", "well-known", "known", "cafe", "CAFÉ", "10:30"],
    not: ["for", "forgets", "afe"],
  },
  {
    language: "German",
    text: "Die Straße führt über den Fluß nach Köln",
    found: ["strasse", "STRASSE", "uber", "über", "koln", "Fluss"],
    not: ["stra", "rasse"],
  },
  {
    language: "Turkish",
    text: "İstanbul ve Iğdır çok güzel",
    found: ["istanbul", "igdir", "Iğdır", "guzel", "ÇOK"],
    not: ["stanbul"],
  },
  {
    language: "Russian",
    text: "Ёлка стоит в большой комнате",
    found: ["елка", "ёлка", "БОЛЬШОЙ", "комнате"],
    not: ["ком", "стол"],
  },
  { language: "Greek", text: "Ο Σίσυφος και ο ΛΟΓΟΣ", found: ["σισυφος", "ΣΊΣΥΦΟΣ", "λόγος"], not: ["λογο"] },
  {
    language: "Arabic",
    text: "مُحَمَّد يكتب رسالة إلى أحمد",
    found: ["محمد", "احمد", "أحمد", "رسالة"],
    not: ["رسال"],
  },
  { language: "Hebrew", text: "שָׁלוֹם לכולם", found: ["שלום", "שָׁלוֹם", "לכולם"], not: ["שלו"] },
  { language: "Hindi", text: "मुझे हिन्दी में लिखना पसंद है", found: ["हिन्दी", "लिखना"], not: ["हि"] },
  {
    language: "Chinese",
    text: "我们明天去东京塔看樱花，带上iPhone手机。",
    found: ["明天", "东京塔", "樱花", "塔", "花", "iphone手机", "手机", "机", "去东京"],
    not: ["天明", "京东", "樱塔", "猫"],
  },
  {
    language: "Japanese",
    text: "東京タワーへ行きました。ﾊﾟｿｺﾝも買った",
    found: ["東京", "タワー", "行き", "行きました", "パソコン", "へ", "買"],
    not: ["京都", "ワタ", "ソパ"],
  },
  {
    language: "Korean",
    text: "오늘 한국어를 배우는 사람들",
    found: ["한국어", "한국", "사람", "배우는 사람들", "오늘"],
    not: ["국한", "어한"],
  },
  { language: "Thai", text: "วันนี้อากาศดีมากในกรุงเทพ", found: ["อากาศ", "กรุงเทพ", "ดีมาก"], not: ["เทพกรุง"] },
];

export const SEARCH_CASES: readonly StoreCase[] = [
  ...LANGUAGES.map(({ language, text, found, not }): StoreCase => ({
    promise: `what is written in ${language} is found as it is typed`,
    async test(store) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "tea", ada);
      await post(store, "tea", ada, { text });
      await post(store, "tea", ada, { text: "something else" });
      for (const typed of found) {
        const hits = await find(store, { terms: [{ text: typed }] });
        assertEquals(hits.map(({ seq }) => seq), [2], `'${typed}' is in '${text}'`);
        assert(hits[0]!.excerpt.marks.length > 0, `'${typed}' is marked`);
      }
      for (const typed of not) {
        assertEquals(await find(store, { terms: [{ text: typed }] }), [], `'${typed}' is not in '${text}'`);
      }
    },
  })),
  {
    promise: "words may stand anywhere, a phrase only as it is, and what is excluded nowhere",
    async test(store) {
      await talk(store, ["red tea", "tea, red and hot", "green tea"]);
      assertEquals(await seqs(store, { terms: [{ text: "tea" }, { text: "red" }] }), [3, 2]);
      assertEquals(await seqs(store, { terms: [{ text: "red tea" }] }), [2]);
      assertEquals(await seqs(store, { terms: [{ text: "tea" }, { text: "red tea", not: true }] }), [4, 3]);
      assertEquals(await seqs(store, { terms: [{ text: "tea", not: true }] }), []);
      assertEquals(await seqs(store, { terms: [{ text: "gre", prefix: true }] }), [4]);
      assertEquals(await seqs(store, { terms: [] }), [4, 3, 2]);
    },
  },
  {
    promise: "only the rooms that are named are looked in",
    async test(store) {
      const ada = await makeUser(store, "ada");
      for (const room of ["one", "two", "three"]) {
        await makeRoom(store, room, ada);
        await post(store, room, ada, { text: `tea in ${room}` });
      }
      const hits = await find(store, { terms: [{ text: "tea" }], rooms: ["one", "three", "nowhere"] });
      assertEquals(hits.map(({ room }) => room).sort(), ["one", "three"]);
      assertEquals(await find(store, { terms: [{ text: "tea" }], rooms: [] }), []);
    },
  },
  {
    promise: "authors are found by their names, whatever the case, and by no one else's",
    async test(store) {
      const [ada, bob] = await talk(store, ["tea by ada"]);
      await post(store, "room", bob!, { text: "tea by bob" });
      const by = (name: string, not = false) =>
        seqs(store, { terms: [{ text: "tea" }], authors: [{ name, skeleton: name.toLowerCase(), not }] });
      assertEquals(await by("ADA"), [2]);
      assertEquals(await by("bob"), [3]);
      assertEquals(await by("bob", true), [2]);
      assertEquals(await by("nobody"), []);
      assertEquals(ada!.name, "ada");
    },
  },
  {
    promise: "a link is known as one",
    async test(store) {
      await talk(store, ["see https://example.org/tea", "no link: example.org", "HTTP://EXAMPLE.ORG"]);
      assertEquals(await seqs(store, { terms: [{ text: "example" }], link: true }), [4, 2]);
      assertEquals(await seqs(store, { terms: [{ text: "example" }], link: false }), [3]);
    },
  },
  {
    promise: "pages follow one another to the end, newest first, each message once",
    async test(store) {
      await talk(store, Array.from({ length: 25 }, (_, index) => `tea number ${index}`));
      const found: number[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = await store.search.find(query({ terms: [{ text: "tea" }], limit: 10, cursor }));
        found.push(...page.hits.map(({ seq }) => seq));
        cursor = page.cursor;
        pages++;
      } while (cursor !== undefined && pages < 10);
      assertEquals(pages, 3);
      assertEquals(found, Array.from({ length: 25 }, (_, index) => 26 - index));
    },
  },
  {
    promise: "before and after are times of posting",
    async test(store) {
      await talk(store, ["tea"]);
      const [hit] = await find(store, { terms: [{ text: "tea" }] });
      const { at } = hit!;
      assertEquals(await seqs(store, { terms: [], before: at + 1, after: at }), [2]);
      assertEquals(await seqs(store, { terms: [], before: at }), []);
      assertEquals(await seqs(store, { terms: [], after: at + 1 }), []);
    },
  },
  {
    promise: "a result says who wrote it, where it stands, and what is in it",
    async test(store) {
      const [ada] = await talk(store, ["a cup of\ntea"]);
      const [hit] = await find(store, { terms: [{ text: "of tea" }] });
      const [record] = await store.log.read("room", { after: 1, limit: 1 });
      assertEquals(hit, {
        room: "room",
        seq: 2,
        at: record!.at,
        messageId: record!.messageId,
        author: ada!,
        excerpt: { text: "a cup of tea", marks: [[6, 12]] },
      });
    },
  },
  {
    promise: "an edited message is found by what it says now, a deleted one no more, not even at once",
    async test(store) {
      const [ada] = await talk(store, ["green tea", "black tea"]);
      assertEquals(await seqs(store, { terms: [{ text: "tea" }] }), [3, 2]);
      const change = { room: "room", user: ada! };
      await store.messages.edit({ ...change, message: 2, text: "white coffee", max: 10 });
      assertEquals(await seqs(store, { terms: [{ text: "tea" }] }), [3]);
      assertEquals(await seqs(store, { terms: [{ text: "coffee" }] }), [2]);
      await store.messages.delete({ ...change, message: 3 });
      assertEquals((await store.search.find(query({ terms: [{ text: "tea" }] }))).hits, []);
      await store.messages.delete({ ...change, message: 2 });
      assertEquals(await seqs(store, { terms: [] }), []);
    },
  },
  {
    promise: "what was posted before the store was closed is found after it is opened again",
    async test(store, reopen) {
      const [ada] = await talk(store, ["tea of yesterday"]);
      assertEquals(await seqs(store, { terms: [{ text: "tea" }] }), [2]);
      await post(store, "room", ada!, { text: "tea at the last moment" });
      const again = await reopen();
      await post(again, "room", ada!, { text: "tea of today" });
      assertEquals(await seqs(again, { terms: [{ text: "tea" }] }), [4, 3, 2]);
    },
  },
];

/** Has two people in one room, of whom the first says these things: events 2, 3, 4 … */
async function talk(store: Store, texts: readonly string[]): Promise<User[]> {
  const ada = await makeUser(store, "ada");
  const bob = await makeUser(store, "bob");
  await makeRoom(store, "room", ada);
  await Promise.all(texts.map((text) => post(store, "room", ada, { text })));
  return [ada, bob];
}

function query(partial: Partial<SearchQuery>): SearchQuery {
  return { terms: [], rooms: ["room", "tea"], authors: [], limit: 50, ...partial };
}

async function find(store: Store, partial: Partial<SearchQuery>) {
  await store.search.caughtUp();
  const page = await store.search.find(query(partial));
  assert(!page.building, "the index is built");
  return page.hits;
}

async function seqs(store: Store, partial: Partial<SearchQuery>): Promise<number[]> {
  return (await find(store, partial)).map(({ seq }) => seq);
}
