import { assertEquals } from "@std/assert";
import type { HistoryAnchor } from "../../src/protocol/commands.ts";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "100000", MESSAGE_BURST: "100000" };

// The lobby's log: 1 room.created, 2 member.joined, 3 to 202 messages.
const HEAD = 202;

const PAGES: [query: HistoryAnchor & { limit?: number }, first: number, last: number, more: boolean][] = [
  [{}, 153, 202, true],
  [{ limit: 10 }, 193, 202, true],
  [{ limit: 1_000_000_000 }, 103, 202, true],
  [{ before: 50, limit: 10 }, 40, 49, true],
  [{ before: 3, limit: 10 }, 1, 2, false],
  [{ before: 11, limit: 10 }, 1, 10, false],
  [{ before: 1, limit: 10 }, 0, 0, false],
  [{ before: 1_000_000, limit: 2 }, 201, 202, true],
  [{ after: 0, limit: 10 }, 1, 10, true],
  [{ after: 192, limit: 10 }, 193, 202, false],
  [{ after: 191, limit: 10 }, 192, 201, true],
  [{ after: 202, limit: 10 }, 0, 0, false],
  [{ after: 1_000_000, limit: 10 }, 0, 0, false],
  [{ around: 100, limit: 10 }, 96, 105, true],
  [{ around: 100, limit: 1 }, 100, 100, true],
  [{ around: 1, limit: 4 }, 1, 4, true],
];

Deno.test("a page of history is what was asked for, oldest first, and says whether there is more", async () => {
  await withLog(async (ada, server) => {
    for (const [query, first, last, more] of PAGES) {
      const { events, more: said, asOf } = await ada.ask(
        { type: "history", room: "lobby", ...query } as Query,
      );
      const expected = first === 0
        ? []
        : Array.from({ length: last - first + 1 }, (_, index) => first + index);
      assertEquals([query, events.map(({ seq }) => seq), said], [query, expected, more]);
      const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
      const request = `GET /api/rooms/lobby/messages?${search}`;
      const byHttp = await server.call<{ events: unknown[] }>(request, { token: ada.welcome.session });
      assertEquals(
        [byHttp.status, byHttp.body],
        [200, { events, more: said, asOf }] as unknown[] as [number, { events: unknown[] }],
      );
    }
  });
});

Deno.test("history backwards page by page is the whole log", async () => {
  await withLog(async (ada) => {
    const seqs: number[] = [];
    let before: number | undefined;
    for (let more = true; more;) {
      const page = await ada.ask({ type: "history", room: "lobby", before, limit: 37 } as Query);
      seqs.unshift(...page.events.map(({ seq }) => seq));
      ({ more } = page);
      before = seqs[0];
    }
    assertEquals(seqs, Array.from({ length: HEAD }, (_, index) => index + 1));
  });
});

Deno.test("a place in history that cannot be is bad_range by HTTP, too", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    for (
      const query of [
        "before=-1",
        "before=1e9",
        "before=x",
        "before=",
        "limit=0",
        "limit=x",
        "before=1&after=2",
      ]
    ) {
      const { status, body } = await server.call(`GET /api/rooms/lobby/messages?${query}`, { token });
      assertEquals([query, status, (body.error as { code: string }).code], [query, 400, "bad_range"]);
    }
  });
});

type Query = Parameters<TestClient["ask"]>[0] & { type: "history" };

async function withLog(use: (ada: TestClient, server: TestServer) => Promise<void>): Promise<void> {
  await withServer(FAST, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const commands = Array.from(
      { length: 200 },
      (_, n) => ({ type: "message.post", id: `k${n}`, room: "lobby", text: `${n}` }),
    );
    ada.sendText(JSON.stringify(commands.slice(0, 100)));
    ada.sendText(JSON.stringify(commands.slice(100)));
    await ada.atLeast("message.posted", 200);
    await use(ada, server);
  });
}
