import { assertEquals } from "@std/assert";
import { withServer } from "../support/server.ts";

Deno.test("the same message again under its id gets the same answer, and is there once", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const command = { type: "message.post", room: "lobby", text: "once", id: "k1" } as const;
    const { seq } = await ada.ask(command);
    ada.send(command);
    ada.send(command);
    await ada.atLeast("ok", 3);
    assertEquals(ada.all("ok").map((ok) => "seq" in ok && ok.seq), [seq, seq, seq]);
    await ada.flush(bo);
    assertEquals(bo.texts().filter((text) => text === "once").length, 1);
  });
});

Deno.test("the same message sent many times at the same moment is stored once", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const second = await server.connect({ token: ada.welcome.session });
    const command = { type: "message.post", room: "lobby", text: "once", id: "k1" } as const;
    ada.sendText(JSON.stringify([command, command, command]));
    second.send(command);
    await Promise.all([ada.atLeast("ok", 3), second.atLeast("ok", 1)]);
    const seqs = [...ada.all("ok"), ...second.all("ok")].map((ok) => "seq" in ok && ok.seq);
    assertEquals(new Set(seqs), new Set([3]));
    await ada.flush(second);
    assertEquals(second.texts().filter((text) => text === "once").length, 1);
  });
});

Deno.test("a retry gets the same answer after a restart, on another connection, and by HTTP", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const command = { type: "message.post", room: "lobby", text: "once", id: "k1" } as const;
    const { seq } = await ada.ask(command);
    const json = { id: "k1", text: "once" };
    const byHttp = await server.call("POST /api/rooms/lobby/messages", { token, json });
    assertEquals([byHttp.status, byHttp.body], [200, { id: "k1", room: "lobby", seq }]);
    await server.restart();
    const back = await server.connect({ token });
    assertEquals((await back.ask(command)).seq, seq);
    const after = await server.call("POST /api/rooms/lobby/messages", { token, json });
    assertEquals([after.status, after.body.seq], [200, seq]);
    const { events } = await back.ask({ type: "history", room: "lobby", limit: 100 });
    assertEquals(events.filter(({ type }) => type === "message.posted").length, 1);
    assertEquals(back.texts(), []);
  });
});

Deno.test("an id that was used for another message is refused, on the socket and by HTTP", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    await server.call("POST /api/rooms", { token, json: { name: "tea" } });
    await ada.ask({ type: "message.post", room: "lobby", text: "one", id: "k1" });
    const other = await ada.refused({ type: "message.post", room: "tea", text: "one", id: "k1" });
    assertEquals(other.code, "id_reused");
    const byHttp = await server.call("POST /api/rooms/lobby/messages", {
      token,
      json: { id: "k1", text: "two" },
    });
    assertEquals([byHttp.status, (byHttp.body.error as { code: string }).code], [409, "id_reused"]);
    const { events } = await ada.ask({ type: "history", room: "lobby", limit: 100 });
    assertEquals(events.flatMap((event) => event.type === "message.posted" ? [event.message.text] : []), [
      "one",
    ]);
  });
});

Deno.test("the same id of two people is no clash", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await ada.ask({ type: "message.post", room: "lobby", text: "ada's", id: "k1" });
    await bo.ask({ type: "message.post", room: "lobby", text: "bo's", id: "k1" });
    await ada.flush(bo);
    assertEquals(bo.texts().slice(0, 2), ["ada's", "bo's"]);
  });
});
