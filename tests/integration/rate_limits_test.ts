import { assert, assertEquals, assertGreater } from "@std/assert";
import { withServer } from "../support/server.ts";

Deno.test("the limit is the person's: neither a second connection nor HTTP gives more", async () => {
  await withServer({ MESSAGE_BURST: "3", MESSAGE_RATE: "1" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const second = await server.connect({ token });
    for (const text of ["one", "two", "three"]) await ada.ask({ type: "message.post", room: "lobby", text });
    assertEquals(
      (await second.refused({ type: "message.post", room: "lobby", text: "four" })).code,
      "rate_limited",
    );
    const json = { id: "h1", text: "four" };
    const byHttp = await server.call("POST /api/rooms/lobby/messages", { token, json });
    assertEquals([byHttp.status, (byHttp.body.error as { code: string }).code], [429, "rate_limited"]);
    assertEquals(byHttp.headers.get("Retry-After"), "1");
  });
});

Deno.test("a refused message leaves its id unused, and works after the wait that was told", async () => {
  await withServer({ MESSAGE_BURST: "1", MESSAGE_RATE: "20" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    let refusals = 0;
    for (let n = 0; n < 5; n++) {
      for (let stored = false; !stored;) {
        const reply = await ada.reply(
          ada.send({ type: "message.post", room: "lobby", text: `${n}`, id: `k${n}-${refusals}` }),
        );
        stored = reply.type === "ok";
        if (reply.type !== "error") continue;
        refusals++;
        await new Promise((resolve) => setTimeout(resolve, reply.retryAfter! * 1000));
      }
    }
    assertGreater(refusals, 0);
    await ada.flush().catch(() => {});
    assertEquals(ada.texts().slice(0, 5), ["0", "1", "2", "3", "4"]);
  });
});

Deno.test("after a hundred errors the connection is closed with 4029, and the other of the same person is not", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const second = await server.connect({ token: ada.welcome.session });
    // Not more frames than these: what comes after a close makes Deno drop the connection, and the code with it.
    for (const _ of [1, 2]) ada.sendText(`[${Array(100).fill(5)}]`);
    assertEquals((await ada.closed).code, 4029);
    const errors = ada.all("error");
    assert(errors.length > 100 && errors.length < 110, `${errors.length} errors`);
    await second.flush();
  });
});

Deno.test("new people from one address are limited", async () => {
  await withServer({ SIGN_IN_RATE: "1" }, async (server) => {
    const statuses = [];
    for (let n = 0; n < 40; n++) {
      const { status, headers } = await server.call("POST /api/session", {
        json: { username: `person${n}` },
      });
      statuses.push(status);
      if (status === 429) assertEquals(headers.get("Retry-After"), "1");
    }
    assertEquals(statuses.slice(0, 30), Array(30).fill(201));
    assert(statuses.includes(429));
    // On a slow machine one more may have become due meanwhile.
    let refused: { status: number; headers: Headers } | undefined;
    for (let n = 0; n < 40 && refused?.status !== 429; n++) {
      refused = (await server.handshake({ path: `/ws?username=another${n}` })).answer;
    }
    assertEquals([refused!.status, refused!.headers.get("Retry-After")], [429, "1"]);
  });
});

Deno.test("the figures tell which limit was reached, and how often", async () => {
  const limits = { MESSAGE_BURST: "1", MESSAGE_RATE: "1", MAX_CONNECTIONS_PER_USER: "1", SIGN_IN_RATE: "1" };
  await withServer(limits, async (server) => {
    const ada = await server.connect({ username: "ada" });
    for (const text of ["one", "two"]) {
      await ada.reply(ada.send({ type: "message.post", room: "lobby", text }));
    }
    for (let n = 0; n < 10; n++) await ada.reply(ada.send({ type: "typing", room: "lobby" }));
    const headers = { Authorization: `Bearer ${ada.welcome.session}` };
    assertEquals((await server.handshake({ headers })).answer.status, 429);
    const figures = (await (await fetch(`${server.url}/metrics`)).text()).split("\n");
    const reached = (code: string, limit: string) =>
      Number(
        figures.find((line) => line.startsWith(`parley_refused_total{code="${code}",limit="${limit}"}`))
          ?.split(" ")[1],
      );
    assertEquals([reached("rate_limited", "messages"), reached("too_many", "connections_of_person")], [1, 1]);
    assertGreater(reached("rate_limited", "typing"), 0);
  });
});
