import { assert, assertEquals } from "@std/assert";
import { personalPage } from "../../../src/http/personal_page.ts";
import type { LogEvent } from "../../../src/protocol/events.ts";
import type { FirstSight } from "../../../src/protocol/first_sight.ts";
import { DEFAULT_LIMITS } from "../../../src/protocol/limits.ts";

const PAGE = `<html><head><script type="module" src="/a.js" blocking="render"></script></head>
  <body><div id="chat" data-island="chat"></div>
  </body></html>`;
const ADA = { id: "u1", name: "Ada" };
const BO = { id: "u2", name: "Bo" };
const NOON = Date.parse("2026-11-24T12:00:00Z");

Deno.test("the page of a person holds their last messages, in groups, and the script need not be waited for", () => {
  const html = personalPage(PAGE, sightOf([post(1, BO, "one"), post(2, BO, "two"), post(3, ADA, "three")]));
  assertEquals([...html.matchAll(/<article class="([^"]*)">/g)].map(([, classes]) => classes), [
    "message head",
    "message",
    "message head own",
  ]);
  assertEquals([...html.matchAll(/<bdi class="author">([^<]*)</g)].map(([, name]) => name), ["Bo", "Ada"]);
  assert(!html.includes("blocking="));
});

Deno.test("nothing that somebody writes becomes a tag, or ends the data", () => {
  const evil = "</script><img src=x onerror=alert(1)>&amp;<!--";
  const sight = sightOf([post(1, { id: "u3", name: evil }, evil)]);
  sight.rooms[0]!.name = sight.rooms[0]!.topic = evil;
  const html = personalPage(PAGE, sight);
  assertEquals([...html.matchAll(/<\/script>/g)].length, 2);
  assert(!html.includes("<img") && !html.includes("<!--"));
  const [, data] = /id="first-sight">([^<]*)<\/script>/.exec(html)!;
  assertEquals(JSON.parse(data!), JSON.parse(JSON.stringify(sight)));
});

Deno.test("a reply in a thread is not among the messages, and a deleted message says no more than that", () => {
  const reply = post(2, BO, "in the thread");
  reply.message.thread = 1;
  const gone = post(3, BO, "");
  gone.message.deleted = true;
  const html = personalPage(PAGE, sightOf([post(1, BO, "one"), reply, gone]));
  const [shown] = html.split('<script type="application/json"');
  assertEquals([shown!.includes("in the thread"), shown!.includes("Message deleted")], [false, true]);
});

Deno.test("what is drawn has nothing of whom its reader has blocked", () => {
  const sight = { ...sightOf([post(1, BO, "one"), post(2, ADA, "two")]), blocked: [BO.id] };
  const [shown] = personalPage(PAGE, sight).split('<script type="application/json"');
  assertEquals([shown!.includes("one"), shown!.includes("two")], [false, true]);
});

Deno.test("where there is no message yet the page is as it is for everybody, but for the data", () => {
  const html = personalPage(PAGE, sightOf([]));
  assert(html.includes('blocking="render"') && !html.includes("first-rows") && html.includes("first-sight"));
});

Deno.test("of a thousand messages as many are drawn as a view may show, the last ones", () => {
  const posts = Array.from({ length: 1_000 }, (_, index) => post(index + 1, BO, `text ${index}`));
  const texts = [...personalPage(PAGE, sightOf(posts)).matchAll(/dir="auto">(text \d+)</g)];
  assert(texts.length < 30);
  assertEquals(texts.at(-1)![1], "text 999");
});

function post(seq: number, author: typeof ADA, text: string): Extract<LogEvent, { type: "message.posted" }> {
  const message = { id: `m${seq}`, author, clientId: `k${seq}`, text, ordinal: seq };
  return { type: "message.posted", room: "lobby", seq, at: new Date(NOON + seq).toISOString(), message };
}

function sightOf(events: LogEvent[]): FirstSight {
  const read = { seq: 0, ordinal: 0 };
  const counts = { seq: events.length, messages: events.length, read, online: 1 };
  return {
    user: ADA,
    account: { role: "guest", password: false },
    limits: DEFAULT_LIMITS,
    rooms: [{ id: "lobby", name: "lobby", topic: "", epoch: "e1", ...counts }],
    page: { room: "lobby", events, more: false, asOf: events.length },
  };
}
