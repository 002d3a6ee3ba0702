import { assertEquals } from "@std/assert";
import type { TestClient } from "../support/client.ts";
import { withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "1000", MESSAGE_BURST: "1000" };

async function post(client: TestClient, text: string, thread?: number): Promise<number> {
  return (await client.ask({ type: "message.post", room: "lobby", text, thread })).seq;
}

Deno.test("who keeps messages up to a place asks which of them were deleted since, and hears of no others", async () => {
  await withServer(FAST, async (server) => {
    const [ada, bo] = [await server.connect({ username: "ada" }), await server.connect({ username: "bo" })];
    const { epoch } = bo.welcome.rooms[0]!;
    const [before, one, two] = [await post(ada, "before"), await post(ada, "one"), await post(ada, "two")];
    const reply = await post(ada, "a reply", two);
    const remove = (message: number) => ada.ask({ type: "message.delete", room: "lobby", message });
    await remove(before);
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "kept up to here" });
    const later = await post(ada, "later");
    for (const message of [one, later, two, reply]) await remove(message);
    const place = { room: "lobby", epoch, seq };
    const asked = await bo.ask({
      type: "deletions",
      rooms: [place, { ...place, epoch: "other" }, { ...place, room: "nowhere" }],
    });
    assertEquals(asked.rooms, [{ room: "lobby", messages: [two, one] }]);
    const all = await bo.ask({ type: "deletions", rooms: [{ ...place, seq: later + 10 }] });
    assertEquals(all.rooms, [{ room: "lobby", messages: [] }]);
  });
});

Deno.test("places that cannot be read are refused", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const ask = async (rooms: unknown) => (await ada.refused({ type: "deletions", rooms } as never)).code;
    assertEquals(await ask("all"), "bad_message");
    assertEquals(await ask([{ room: "lobby", epoch: "e", seq: -1 }]), "bad_range");
    assertEquals(await ask([{ room: "lobby", seq: 1 }]), "bad_message");
  });
});
