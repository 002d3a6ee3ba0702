import { assertEquals } from "@std/assert";
import { tellTyping } from "../../../src/chat/typing.ts";
import { DEFAULT_LIMITS } from "../../../src/protocol/limits.ts";
import { withChat } from "./support.ts";

const BIG = { grace: 20, limits: { ...DEFAULT_LIMITS, presence: 2 } };

Deno.test("a room with more people than are told one by one hears their count, once for all who came", async () => {
  await withChat(BIG, async ({ chat, enter, listen, next, comings }) => {
    const people = await Promise.all(["ada", "bo", "cy", "di", "ed"].map(enter));
    const heard = listen("room:lobby");
    const count = next("room:lobby", "presence.count");
    for (const person of people) chat.people.arrive(person);
    assertEquals(heard.map(({ type }) => type), ["presence.joined", "presence.joined"]);
    assertEquals(await count, { type: "presence.count", room: "lobby", online: 5 });
    assertEquals(heard.length, 3);
    assertEquals(comings.length, 5);
  });
});

Deno.test("who leaves a big room is counted, who leaves a small one is named", async () => {
  await withChat(BIG, async ({ chat, enter, listen, next }) => {
    const people = await Promise.all(["ada", "bo", "cy", "di"].map(enter));
    for (const person of people) chat.people.arrive(person);
    const heard = listen("room:lobby");
    const count = next("room:lobby", "presence.count");
    for (const person of people.slice(1)) chat.people.dismiss(person);
    assertEquals(heard, [{ type: "presence.left", room: "lobby", user: people[3]!.user, online: 1 }]);
    assertEquals(await count, { type: "presence.count", room: "lobby", online: 1 });
  });
});

Deno.test("a big room hears of a few who type, each once in a while; a small one of everyone", async () => {
  await withChat(BIG, async ({ chat, enter, listen }) => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, index) => enter(`guest${index}`)));
    const [first, second] = people;
    for (const person of [first!, second!]) chat.people.arrive(person);
    const heard = listen("room:lobby");
    for (const person of [first!, first!, second!]) await tellTyping(chat, person, "lobby");
    const typing = () => heard.flatMap((event) => event.type === "typing" ? [event.user.name] : []);
    assertEquals(typing(), ["guest0", "guest0", "guest1"]);
    for (const person of people.slice(2)) chat.people.arrive(person);
    heard.length = 0;
    for (const person of [first!, first!, ...people]) await tellTyping(chat, person, "lobby");
    assertEquals(typing(), ["guest0", "guest1", "guest2", "guest3", "guest4"]);
  });
});
