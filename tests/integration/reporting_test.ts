import { assert, assertEquals } from "@std/assert";
import { MAX_REPORT_REASON } from "../../src/protocol/limits.ts";
import type { Report } from "../../src/protocol/models.ts";
import { refusal, signUp } from "../support/accounts.ts";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

const ROOM = "tea";

interface Cast {
  server: TestServer;
  /** Owns the server, and is not in the room. */
  olga: TestClient;
  /** Owns the room. */
  ada: TestClient;
  bo: TestClient;
  cy: TestClient;
  /** A message of Bo's. */
  message: number;
}

async function withCast(use: (cast: Cast) => Promise<void>): Promise<void> {
  await withServer({}, async (server) => {
    const { session } = await signUp(server, "olga", { owner: server.ownerToken });
    const olga = await server.connect({ token: session });
    const [ada, bo, cy] = await Promise.all(
      ["ada", "bo", "cy"].map((username) => server.connect({ username })),
    ) as [TestClient, TestClient, TestClient];
    await server.call("POST /api/rooms", { json: { name: ROOM }, token: ada.welcome.session! });
    for (const client of [bo, cy]) await client.ask({ type: "room.join", room: ROOM });
    const { seq: message } = await bo.ask({ type: "message.post", room: ROOM, text: "rude" });
    await use({ server, olga, ada, bo, cy, message });
  });
}

function report(client: TestClient, message: number, reason = "") {
  return client.ask({ type: "message.report", room: ROOM, message, reason });
}

Deno.test("a report reaches the room's owners and moderators and the server's owner, with what the message said then; nobody else", async () => {
  await withCast(async ({ olga, ada, bo, cy, message }) => {
    await ada.ask({ type: "member.role", room: ROOM, user: cy.welcome.user.id, role: "moderator" });
    await bo.ask({ type: "message.edit", room: ROOM, message, text: "ruder" });
    await report(cy, message, "  not nice  ");
    const told = await Promise.all([olga, ada, cy].map((client) => client.next("report.made")));
    await bo.ask({ type: "message.edit", room: ROOM, message, text: "kind" });
    const { reports, more } = await ada.ask({ type: "reports", room: ROOM });
    for (const event of told) assertEquals([event.report], reports);
    const { id: _, at: __, ...said } = reports[0]!;
    assertEquals([said, more], [{
      ...{ room: ROOM, roomName: ROOM, message, author: bo.welcome.user, reporter: cy.welcome.user },
      ...{ reason: "not nice", text: "ruder" },
    }, false]);
    await ada.flush(bo);
    assertEquals(bo.all("report.made"), []);
    assertEquals((await bo.refused({ type: "reports", room: ROOM })).code, "forbidden");
    assertEquals((await olga.refused({ type: "reports", room: ROOM })).code, "forbidden");
  });
});

Deno.test("asking twice reports once; own messages, deleted ones and those of rooms that one is not in are not reported", async () => {
  await withCast(async ({ server, olga, ada, bo, cy, message }) => {
    await report(cy, message, "first");
    await report(cy, message, "second");
    const token = cy.welcome.session!;
    const path = `POST /api/rooms/${ROOM}/messages/${message}/reports`;
    assertEquals((await server.call(path, { token, json: {} })).status, 204);
    const { reports } = await ada.ask({ type: "reports", room: ROOM });
    assertEquals(reports.map(({ reason }) => reason), ["first"]);
    const refused = async (client: TestClient, message: number, reason = "") =>
      (await client.refused({ type: "message.report", room: ROOM, message, reason })).code;
    assertEquals(await refused(bo, message), "forbidden");
    assertEquals(await refused(olga, message), "forbidden");
    assertEquals(await refused(cy, 999), "unknown_message");
    assertEquals(await refused(cy, message, "x".repeat(MAX_REPORT_REASON + 1)), "bad_request");
    await bo.ask({ type: "message.delete", room: ROOM, message });
    assertEquals(await refused(ada, message), "unknown_message");
    assertEquals(
      refusal(await server.call(path, { token, json: { reason: 1 } })),
      [400, "bad_message"],
    );
  });
});

Deno.test("who reports much is slowed down", async () => {
  await withCast(async ({ cy, message }) => {
    let last = "";
    for (let count = 0; count < 20 && last === ""; count++) {
      const id = cy.send({ type: "message.report", room: ROOM, message, reason: "" });
      const reply = await cy.reply(id);
      if (reply.type === "error") last = reply.code;
    }
    assertEquals(last, "rate_limited");
  });
});

Deno.test("closing a report says who did and how to all who were told, takes the text away and, where that is wished, the message", async () => {
  await withCast(async ({ server, olga, ada, bo, cy, message }) => {
    const { seq: other } = await bo.ask({ type: "message.post", room: ROOM, text: "fine" });
    await report(cy, message);
    await report(cy, other);
    const [second, first] = (await ada.ask({ type: "reports", room: ROOM })).reports as [Report, Report];
    const { report: closed } = await ada.ask({ type: "report.close", report: first.id, outcome: "deleted" });
    assertEquals([closed.text, closed.closed?.by.id, closed.closed?.outcome], [
      "",
      ada.welcome.user.id,
      "deleted",
    ]);
    assertEquals((await olga.next("report.closed")).report, closed);
    const gone = await cy.next("message.deleted");
    assertEquals([gone.message, gone.user.id, gone.author], [
      message,
      ada.welcome.user.id,
      bo.welcome.user.id,
    ]);
    const token = ada.welcome.session!;
    const answer = await server.call<{ report: Report }>(`PATCH /api/reports/${second.id}`, {
      token,
      json: { outcome: "dismissed" },
    });
    assertEquals([answer.status, answer.body.report.closed?.outcome], [200, "dismissed"]);
    assertEquals((await ada.ask({ type: "reports", room: ROOM })).reports, []);
    assertEquals(refusal(await server.call(`PATCH /api/reports/${second.id}`, { token, json: {} })), [
      400,
      "bad_message",
    ]);
    const again = await ada.refused({ type: "report.close", report: second.id, outcome: "handled" });
    assertEquals(again.code, "not_found");
    const { events } = await cy.ask({ type: "history", room: ROOM, around: other, limit: 1 });
    const [kept] = events;
    assert(kept?.type === "message.posted");
    assertEquals(kept.message.text, "fine");
  });
});

Deno.test("a moderator is not told of reports about themselves and cannot close them; members close none", async () => {
  await withCast(async ({ olga, ada, bo, cy, message }) => {
    await ada.ask({ type: "member.role", room: ROOM, user: bo.welcome.user.id, role: "moderator" });
    await report(cy, message);
    const { report: made } = await olga.next("report.made");
    await cy.flush(bo);
    assertEquals(bo.all("report.made"), []);
    assertEquals((await bo.ask({ type: "reports", room: ROOM })).reports, []);
    const close = async (client: TestClient) =>
      (await client.refused({ type: "report.close", report: made.id, outcome: "dismissed" })).code;
    assertEquals([await close(bo), await close(cy), await close(olga)], [
      "not_found",
      "forbidden",
      "not_found",
    ]);
    await ada.ask({ type: "report.close", report: made.id, outcome: "handled" });
  });
});
