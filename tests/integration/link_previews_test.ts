import { assert, assertEquals, assertFalse } from "@std/assert";
import { refusal } from "../support/accounts.ts";
import type { TestClient } from "../support/client.ts";
import { type Settings, type TestServer, withServer } from "../support/server.ts";
import { page, type Web, type WebOptions, withWeb } from "../support/web.ts";

const ON = { LINK_PREVIEWS: "on" };
const LINK = "https://news.example.org/story";

Deno.test("a message with a link is told at once, and what the page says of itself comes after it, to all", async () => {
  await withPreviews({ answer: story }, async ({ ada, bo, web }) => {
    const message = await post(ada, `look: ${LINK}#part, and https://other.example.org/`);
    for (const one of [ada, bo]) {
      const { at: _, ...event } = await one.next("message.previewed");
      assertEquals(event, {
        type: "message.previewed",
        room: "lobby",
        seq: message + 1,
        message,
        url: `${LINK}#part`,
        title: "A story",
        description: "It was a dark night",
        site: "News",
      });
    }
    assertEquals(web.asked, ["news.example.org /story"]);
    assertEquals(web.connected, ["93.184.216.34:443"]);
    const { events } = await bo.ask({ type: "history", room: "lobby", around: message, limit: 1 });
    const shown = events[0]!.type === "message.posted" && events[0]!.message;
    assertEquals(shown && shown.preview, {
      url: `${LINK}#part`,
      title: "A story",
      description: "It was a dark night",
      site: "News",
    });
  });
});

Deno.test("without LINK_PREVIEWS=on nothing is looked up or asked", async () => {
  await withPreviews({ answer: story }, async ({ ada, bo, web }) => {
    await post(ada, LINK);
    await ada.flush(bo);
    assertEquals([web.lookedUp, web.asked, ada.all("message.previewed")], [[], [], []]);
  }, {});
});

Deno.test("a page is asked once for all who link to it; one that has nothing to show is not asked again soon", async () => {
  await withPreviews({
    answer: (request) => request.url.endsWith("/nothing") ? new Response("x") : story(),
  }, async ({ ada, bo, web, server }) => {
    const empty = "https://news.example.org/nothing";
    await post(ada, empty);
    await post(ada, LINK);
    await post(bo, `${LINK}#elsewhere`);
    await bo.atLeast("message.previewed", 2);
    await server.restart();
    const eve = await server.connect({ username: "eve" });
    await post(eve, empty);
    const message = await post(eve, LINK);
    await eve.next("message.previewed", (event) => event.message === message);
    assertEquals(web.asked.toSorted(), ["news.example.org /nothing", "news.example.org /story"]);
  });
});

Deno.test("an edit takes the preview away, and the new link gets its own", async () => {
  await withPreviews({ answer: (request) => page(new URL(request.url).pathname) }, async ({ ada, bo }) => {
    const message = await post(ada, "https://a.example.org/one");
    await bo.next("message.previewed", ({ title }) => title === "/one");
    await ada.ask({ type: "message.edit", room: "lobby", message, text: "https://a.example.org/two" });
    await bo.next("message.previewed", ({ title }) => title === "/two");
    assertEquals(await previewOf(bo, message), "/two");
    await ada.ask({ type: "message.edit", room: "lobby", message, text: "no link" });
    assertEquals(await previewOf(bo, message), undefined);
  });
});

Deno.test("its author takes a preview away for good, and nobody else does", async () => {
  await withPreviews({ answer: story }, async ({ ada, bo }) => {
    const message = await post(ada, LINK);
    const remove = { type: "message.preview.remove", room: "lobby", message } as const;
    await ada.next("message.previewed");
    assertEquals((await bo.refused(remove)).code, "forbidden");
    assertEquals(await previewOf(bo, message), "A story");
    const { seq } = await ada.ask(remove);
    const { at: _, ...event } = await bo.next("message.preview.removed");
    assertEquals(event, {
      type: "message.preview.removed",
      room: "lobby",
      seq: seq!,
      message,
      user: ada.welcome.user,
    });
    assertEquals(await previewOf(bo, message), undefined);
    assertEquals((await ada.ask(remove)).seq, undefined);
    await ada.ask({ type: "message.edit", room: "lobby", message, text: `again ${LINK}` });
    const next = await post(ada, LINK);
    await bo.next("message.previewed", (event) => event.message === next);
    assertEquals(await previewOf(bo, message), undefined);
    for (const wrong of [1, 1_000]) {
      assertEquals((await ada.refused({ ...remove, message: wrong })).code, "unknown_message");
    }
    await bo.ask({ type: "room.leave", room: "lobby" });
    assertEquals((await bo.refused(remove)).code, "forbidden");
  });
});

Deno.test("a preview is taken away over HTTP, too, by its author alone", async () => {
  await withPreviews({ answer: story }, async ({ ada, bo, server }) => {
    const message = await post(ada, LINK);
    await ada.next("message.previewed");
    const request = `DELETE /api/rooms/lobby/messages/${message}/preview`;
    const remove = (token: string | undefined) => server.call(request, { token });
    assertEquals(refusal(await remove(undefined)), [401, "unauthenticated"]);
    assertEquals(refusal(await remove(bo.welcome.session)), [403, "forbidden"]);
    assertEquals(await previewOf(bo, message), "A story");
    const token = ada.welcome.session;
    assertEquals((await remove(token)).status, 204);
    assertEquals((await bo.next("message.preview.removed")).message, message);
    assertEquals((await remove(token)).status, 204);
    const nothing = await server.call("DELETE /api/rooms/lobby/messages/1000/preview", { token });
    assertEquals(refusal(nothing), [404, "unknown_message"]);
    const wrong = await server.call("DELETE /api/rooms/lobby/messages/x/preview", { token });
    assertEquals(refusal(wrong), [400, "bad_range"]);
  });
});

Deno.test("nobody is told what the link of a deleted message led to, not even who comes back", async () => {
  await withPreviews({ answer: story }, async ({ ada, bo, server }) => {
    const { epoch, seq } = bo.welcome.rooms[0]!;
    await bo.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq: seq - 1 }] });
    const message = await post(ada, LINK);
    await bo.next("message.previewed");
    await ada.ask({ type: "message.delete", room: "lobby", message });
    const eve = await server.connect({ username: "eve" });
    await eve.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq }] });
    await eve.ask({ type: "history", room: "lobby", limit: 50 });
    const told = await eve.next("message.previewed");
    assertEquals([told.url, told.title, told.description], ["", "", undefined]);
    assertFalse(/news|story|dark/i.test(JSON.stringify(eve.received)));
  });
});

Deno.test("a reply in a thread has its preview, too, and a page of the thread gives it", async () => {
  await withPreviews({ answer: story }, async ({ ada, bo }) => {
    const root = await post(ada, "root");
    const { seq } = await bo.ask({ type: "message.post", room: "lobby", text: LINK, thread: root });
    await ada.next("message.previewed", ({ message }) => message === seq);
    const { events } = await ada.ask({ type: "thread", room: "lobby", message: root, limit: 10 });
    const reply = events.find((event) => event.seq === seq);
    assertEquals(reply?.type === "message.posted" && reply.message.preview?.title, "A story");
  });
});

Deno.test("of one person few pages are asked at once and in a while; others are served meanwhile", async () => {
  const held: (() => void)[] = [];
  let most = 0;
  let open = false;
  const answer = async (request: Request) => {
    if (!open && new URL(request.url).pathname.startsWith("/held")) {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.push(resolve);
      most = Math.max(most, held.length);
      await promise;
    }
    return story();
  };
  await withPreviews({ answer }, async ({ ada, bo, web }) => {
    for (let count = 0; count < 15; count++) await post(ada, `https://a.example.org/held${count}`);
    const message = await post(bo, LINK);
    await bo.next("message.previewed", (event) => event.message === message);
    assertEquals(most, 2);
    // Until ten were asked; the rest stay without.
    open = true;
    for (const release of held) release();
    await ada.atLeast("message.previewed", 11);
    const last = await post(bo, `${LINK}2`);
    await bo.next("message.previewed", (event) => event.message === last);
    assertEquals(web.asked.filter((one) => one.includes("held")).length, 10);
  }, { ...ON, MESSAGE_BURST: "1000" });
});

Deno.test("a server that stops does not wait for pages, nor does it know later that they said nothing", async () => {
  let asked = 0;
  const answer = async () => {
    if (asked++ > 0) return story();
    arrived.resolve();
    await release.promise;
    return story();
  };
  const [arrived, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await withPreviews({ answer }, async ({ ada, server }) => {
    await post(ada, LINK);
    await arrived.promise;
    await server.restart();
    release.resolve();
    const eve = await server.connect({ username: "eve" });
    const message = await post(eve, LINK);
    await eve.next("message.previewed", (event) => event.message === message);
    const faults = (await server.readLog("error")).filter(({ level }) => level !== "INFO");
    assertEquals(faults, []);
  });
});

Deno.test("with LINK_PREVIEWS=on the page's policy stays as it is: browsers ask nothing of other sites", async () => {
  await withPreviews({ answer: story }, async ({ server }) => {
    const answer = await fetch(server.url);
    await answer.body?.cancel();
    const policy = answer.headers.get("content-security-policy")!;
    assert(!policy.includes("https:") && policy.includes("img-src"), policy);
  });
});

interface Scene {
  ada: TestClient;
  bo: TestClient;
  server: TestServer;
  web: Web;
}

async function withPreviews(
  options: WebOptions,
  use: (scene: Scene) => Promise<void>,
  settings: Settings = ON,
): Promise<void> {
  // Pages of https, too, are served without: the certificate is another test's matter.
  await withWeb(options, async (web) => {
    await withServer(settings, async (server) => {
      const ada = await server.connect({ username: "ada" });
      const bo = await server.connect({ username: "bo" });
      await use({ ada, bo, server, web });
    }, web.network);
  });
}

function story(): Response {
  return page(
    "A story",
    `<meta name="description" content="It was a dark night"><meta property="og:site_name" content="News">`,
  );
}

async function post(client: TestClient, text: string): Promise<number> {
  return (await client.ask({ type: "message.post", room: "lobby", text })).seq;
}

/** The title under a message, as a page of history has it. */
async function previewOf(client: TestClient, message: number): Promise<string | undefined> {
  const { events } = await client.ask({ type: "history", room: "lobby", around: message, limit: 1 });
  const [event] = events;
  return event?.type === "message.posted" ? event.message.preview?.title : undefined;
}
