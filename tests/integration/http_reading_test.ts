import { assertEquals } from "@std/assert";
import type { ThreadPage } from "../../src/protocol/commands.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import type { ThreadState } from "../../src/protocol/models.ts";
import { withServer } from "../support/server.ts";

function texts(events: LogEvent[]): string[] {
  return events.flatMap((event) => event.type === "message.posted" ? [event.message.text] : []);
}

Deno.test("a program reads threads, mentions and what is unread over HTTP, and says what it has read", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = await server.signIn("reader");
    const call = <T>(request: string, json?: unknown) => server.call<T>(request, { token, json });
    await call("PUT /api/rooms/lobby/membership");
    const post = async (text: string, thread?: number) =>
      (await ada.ask({ type: "message.post", room: "lobby", text, thread })).seq;
    const root = await post("for @reader");
    for (const text of ["one", "two", "three"]) await post(text, root);
    const last = await post("and more");

    const thread = `/api/rooms/lobby/messages/${root}/thread`;
    const page = await call<ThreadPage>(`GET ${thread}?limit=2`);
    assertEquals([page.status, texts(page.body.events), page.body.more], [
      200,
      ["for @reader", "two", "three"],
      true,
    ]);
    const older = await call<ThreadPage>(`GET ${thread}?before=${page.body.events[1]!.seq}`);
    assertEquals(texts(older.body.events), ["for @reader", "one"]);
    const followed = await call<ThreadState>(`POST ${thread}/follow`, { follow: true });
    assertEquals([followed.status, followed.body.follows, followed.body.unread], [200, true, 3]);
    const read = await call<ThreadState>(`POST ${thread}/read`, { seq: last });
    assertEquals(read.body.unread, 0);
    const { body: { threads } } = await call<{ threads: ThreadState[] }>("GET /api/threads");
    assertEquals(threads.map(({ message, unread }) => [message, unread]), [[root, 0]]);

    const { body: mentions } = await call<{ events: LogEvent[] }>("GET /api/mentions?limit=5");
    assertEquals(texts(mentions.events), ["for @reader"]);
    const counts = async (request: string, json?: unknown) => {
      const { body } = await call<Record<string, unknown>>(request, json);
      return [body.room, body.seq, body.unread, body.mentions];
    };
    const { body: before } = await call<{ seq: number }>("GET /api/rooms/lobby/unread");
    assertEquals(await counts("GET /api/rooms/lobby/unread"), ["lobby", before.seq, 2, 1]);
    assertEquals(await counts("POST /api/rooms/lobby/read", { seq: root }), ["lobby", root, 1, 0]);
    assertEquals(await counts("POST /api/rooms/lobby/unread", { seq: root }), ["lobby", root - 1, 2, 1]);
    assertEquals(await counts("GET /api/rooms/lobby/unread"), ["lobby", root - 1, 2, 1]);
  });
});

Deno.test("a program saves messages over HTTP", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "keep" });
    const place = `/api/rooms/lobby/messages/${seq}/saved`;
    const saved = await server.call(`PUT ${place}`, { token });
    assertEquals([saved.status, saved.body], [200, { room: "lobby", message: seq, saved: true }]);
    const { body } = await server.call<{ events: LogEvent[] }>("GET /api/saved", { token });
    assertEquals(texts(body.events), ["keep"]);
    const places = await server.call("GET /api/rooms/lobby/saved", { token });
    assertEquals(places.body, { room: "lobby", messages: [seq] });
    assertEquals((await server.call(`DELETE ${place}`, { token })).status, 204);
    assertEquals((await server.call("GET /api/rooms/lobby/saved", { token })).body, {
      room: "lobby",
      messages: [],
    });
  });
});

Deno.test("who has no session, is not in the room, or asks for nonsense is told so, as on the socket", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const requests = [
      "GET /api/threads",
      "GET /api/mentions",
      "GET /api/saved",
      "GET /api/rooms/den/unread",
      "GET /api/rooms/den/saved",
      "GET /api/rooms/den/messages/1/thread",
      "PUT /api/rooms/den/messages/1/saved",
    ];
    const code = async (request: string, options: Parameters<typeof server.call>[1]) => {
      const { status, body } = await server.call<{ error?: { code: string } }>(request, options);
      return [status, body?.error?.code];
    };
    for (const request of requests) assertEquals(await code(request, {}), [401, "unauthenticated"], request);
    for (const request of requests.slice(3)) {
      assertEquals(await code(request, { token }), [403, "forbidden"], request);
    }
    assertEquals(await code("GET /api/mentions?before=x", { token }), [400, "bad_range"]);
    assertEquals(await code("GET /api/saved?limit=0", { token }), [400, "bad_range"]);
    assertEquals(await code("GET /api/rooms/lobby/messages/1/thread", { token }), [404, "unknown_message"]);
    assertEquals(await code("POST /api/rooms/lobby/read", { token, json: {} }), [400, "bad_range"]);
    const wrong = await server.call("DELETE /api/mentions", { token });
    assertEquals([wrong.status, wrong.headers.get("allow")], [405, "GET"]);
  });
});
