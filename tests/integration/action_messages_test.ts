import { assertEquals } from "@std/assert";
import { withServer } from "../support/server.ts";

Deno.test("an action is a message that says so, live, in pages, after an edit, and not after its deletion", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = [await server.connect({ username: "ada" }), await server.connect({ username: "bo" })];
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "waves at @bo", me: true });
    const { message } = await bo.next("message.posted");
    assertEquals([message.text, message.me, message.mentions], ["waves at @bo", true, [bo.welcome.user.id]]);
    await ada.ask({ type: "message.post", room: "lobby", text: "plain", me: false } as never);
    const read = async () => {
      const { events } = await bo.ask({ type: "history", room: "lobby", after: seq - 1, limit: 2 });
      return events.map((event) => event.type === "message.posted" && [event.message.text, event.message.me]);
    };
    assertEquals(await read(), [["waves at @bo", true], ["plain", undefined]]);
    await ada.ask({ type: "message.edit", room: "lobby", message: seq, text: "waves" });
    assertEquals((await read())[0], ["waves", true]);
    await ada.ask({ type: "message.delete", room: "lobby", message: seq });
    assertEquals((await read())[0], ["", undefined]);
    const bad = { type: "message.post", room: "lobby", text: "x", me: "yes" } as never;
    assertEquals((await ada.refused(bad)).code, "bad_message");
  });
});
