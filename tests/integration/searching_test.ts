import { assert, assertEquals } from "@std/assert";
import type { SearchResult } from "../../src/protocol/models.ts";
import { restore } from "../../tools/restore.ts";
import { backUp } from "../../tools/backup.ts";
import type { TestClient } from "../support/client.ts";
import { eventually } from "../support/eventually.ts";
import { withServer } from "../support/server.ts";

Deno.test("what was said is found on the socket and by HTTP, newest first, with its place and what matched", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await say(ada, ["The kettle is on", "no match", "Two KETTLES and one kettle"]);
    const results = await found(ada, "kettle", 2);
    assertEquals(results.map(({ seq, excerpt }) => [seq, excerpt.text, excerpt.marks]), [
      [5, "Two KETTLES and one kettle", [[20, 26]]],
      [3, "The kettle is on", [[4, 10]]],
    ]);
    const [newest] = results;
    const { events } = await ada.ask({ type: "history", room: "lobby", around: newest!.seq, limit: 1 });
    const [event] = events;
    assert(event?.type === "message.posted");
    assertEquals(newest, {
      room: "lobby",
      seq: event.seq,
      at: event.at,
      id: event.message.id,
      author: ada.welcome.user,
      excerpt: newest!.excerpt,
    });
    const byHttp = await server.call("GET /api/search?q=kettle&limit=1", { token: ada.welcome.session });
    assertEquals(byHttp.status, 200);
    assertEquals((byHttp.body as { results: unknown[] }).results, [newest]);
    const next = await server.call(`GET /api/search?q=kettle&cursor=${byHttp.body.cursor}`, {
      token: ada.welcome.session,
    });
    assertEquals(next.body, { results: results.slice(1), more: false });
  });
});

Deno.test("nobody finds what was said in a room that they are not in, nor after they left it", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bob = await server.connect({ username: "bob" });
    const { body } = await server.call<{ room: { id: string } }>("POST /api/rooms", {
      token: ada.welcome.session,
      json: { name: "Tea & Cake" },
    });
    const room = body.room.id;
    await ada.ask({ type: "message.post", room, text: "the secret kettle" });
    await found(ada, "kettle", 1);
    assertEquals(await search(bob, "kettle"), []);
    assertEquals((await bob.refused({ type: "search", query: "kettle", room, limit: 5 })).code, "forbidden");
    for (const query of [`kettle in:${room}`, `kettle in:"tea & cake"`]) {
      assertEquals((await bob.refused({ type: "search", query, limit: 5 })).code, "bad_query");
      assertEquals((await search(ada, query)).length, 1);
    }
    assertEquals(await search(ada, "kettle in:lobby"), []);
    await bob.ask({ type: "room.join", room });
    assertEquals((await search(bob, "kettle")).length, 1);
    await bob.ask({ type: "room.leave", room });
    assertEquals(await search(bob, "kettle"), []);
  });
});

Deno.test("operators narrow a search: who, when, links, phrases and what is not wanted", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "Ada" });
    const bob = await server.connect({ username: "bob" });
    await say(ada, ["tea with milk", "milk with tea", "tea https://example.org"]);
    await say(bob, ["tea of bob"]);
    await found(ada, "tea", 4);
    const counts = new Map<string, number>();
    const queries = {
      "tea from:ada": 3,
      "tea from:@ADA": 3,
      "tea from:me": 3,
      "tea -from:me": 1,
      "tea from:nobody": 0,
      "from:bob": 1,
      "tea has:link": 1,
      "tea -has:link from:ada": 2,
      '"tea with milk"': 1,
      "tea -milk": 2,
      "te*": 4,
      "after:2020-01-01 tea": 4,
      "before:2020-01-01 tea": 0,
    };
    for (const query of Object.keys(queries)) counts.set(query, (await search(ada, query)).length);
    assertEquals(Object.fromEntries(counts), queries);
  });
});

Deno.test("a search that cannot be understood is refused with its reason, and one too many with a wait", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const refused = await ada.refused({ type: "search", query: "before:soon", limit: 5 });
    assertEquals([refused.code, refused.message], [
      "bad_query",
      "'before:soon' is no date: write it as 2026-11-01",
    ]);
    const wrong = { type: "search", query: 7, limit: 5 } as unknown as Parameters<TestClient["refused"]>[0];
    assertEquals((await ada.refused(wrong)).code, "bad_query");
    const cursor = { type: "search", query: "tea", cursor: "'; --", limit: 5 } as const;
    assertEquals((await ada.refused(cursor)).code, "bad_query");
    const byHttp = await server.call("GET /api/search", { token: ada.welcome.session });
    assertEquals([byHttp.status, (byHttp.body.error as { code: string }).code], [400, "bad_query"]);
    assertEquals((await server.call("GET /api/search?q=tea")).status, 401);
    const ids = Array.from({ length: 30 }, () => ada.send({ type: "search", query: "tea", limit: 5 }));
    const replies = await Promise.all(ids.map((id) => ada.reply(id)));
    const limited = replies.filter((reply) => reply.type === "error" && reply.code === "rate_limited");
    assert(limited.length > 0 && limited.length < 30, `${limited.length} of 30 have to wait`);
    assert(limited.every((reply) => reply.type === "error" && (reply.retryAfter ?? 0) > 0));
  });
});

Deno.test("after a restart all is found, also what was said at the last moment", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await say(ada, ["kettle one"]);
    await found(ada, "kettle", 1);
    await say(ada, ["kettle two"]);
    const token = ada.welcome.session!;
    await server.restart();
    const again = await server.connect({ token });
    await found(again, "kettle", 2);
  });
});

Deno.test("after a restore from a backup only what the backup has is found, and what is said since", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await say(ada, ["kettle before"]);
    const database = `${server.config.dataDir}/parley.db`;
    await backUp(database, `${database}.copy`);
    await say(ada, ["kettle after"]);
    await found(ada, "kettle", 2);
    const token = ada.welcome.session!;
    await server.stop();
    await restore(`${database}.copy`, database);
    assertEquals(
      [...Deno.readDirSync(server.config.dataDir)].filter(({ name }) => name.startsWith("search")),
      [],
    );
    await server.restart();
    const again = await server.connect({ token });
    await say(again, ["kettle anew"]);
    const results = await found(again, "kettle", 2);
    assertEquals(results.map(({ excerpt }) => excerpt.text), ["kettle anew", "kettle before"]);
  });
});

async function say(client: TestClient, texts: readonly string[]): Promise<void> {
  for (const text of texts) await client.ask({ type: "message.post", room: "lobby", text });
}

async function search(client: TestClient, query: string): Promise<SearchResult[]> {
  return (await client.ask({ type: "search", query, limit: 20 })).results;
}

/** Searches until so much is found in an index that is whole: what was said becomes so a moment after. */
function found(client: TestClient, query: string, count: number): Promise<SearchResult[]> {
  return eventually(
    async () => {
      const { results, building } = await client.ask({ type: "search", query, limit: 20 });
      return results.length >= count && !building ? results : undefined;
    },
    () => `'${query}' finds fewer than ${count}`,
  );
}
