import { assertEquals } from "@std/assert";
import { withServer } from "../support/server.ts";

Deno.test("what one person sends in one frame stands in the log in that order, whoever it calls or answers", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "first" });
    const texts = ["@bo look", "plain", "answer", "another", "@nobody and @bo", "@room all", "last"];
    ada.sendText(JSON.stringify(texts.map((text, index) => ({
      type: "message.post",
      id: `order-${index}`,
      room: "lobby",
      text,
      ...(text === "answer" && { replyTo: seq }),
    }))));
    await bo.next("message.posted", ({ message }) => message.text === "last");
    await ada.flush(bo);
    assertEquals(bo.texts().filter((text) => texts.includes(text)), texts);
  });
});
