import { assertEquals } from "@std/assert";
import { Directory } from "../../../src/chat/directory.ts";
import { joinRoom, leaveRoom } from "../../../src/chat/memberships.ts";
import { postMessage } from "../../../src/chat/messages.ts";
import { changeRoom, createRoom, listRooms } from "../../../src/chat/rooms.ts";
import { DEFAULT_LIMITS } from "../../../src/protocol/limits.ts";
import type { ListedRoom } from "../../../src/protocol/models.ts";
import { withChat } from "./support.ts";

const FAST = { limits: { ...DEFAULT_LIMITS, messages: { rate: 10_000, burst: 10_000 } } };

Deno.test("after any history the directory is what a new one reads from the store", async () => {
  await withChat(FAST, async ({ chat, enter }) => {
    // So that the directory has to follow all of it.
    const people = [await enter("ada"), await enter("bo"), await enter("cy"), await enter("di")];
    await listRooms(chat, people[0]!);
    const rooms: string[] = [];
    let seed = 7;
    const pick = (count: number) => (seed = (seed * 48_271) % 2_147_483_647) % count;
    for (let step = 0; step < 60; step++) {
      const person = people[pick(people.length)]!;
      const room = rooms[pick(Math.max(1, rooms.length))] ?? "lobby";
      const visibility = pick(2) === 0 ? "public" as const : "private" as const;
      const acts: (() => Promise<unknown>)[] = [
        async () =>
          rooms.push(
            (await createRoom(chat, person, { name: `room ${step}`, topic: `t ${step}`, visibility })).id,
          ),
        () => joinRoom(chat, person, room),
        () => leaveRoom(chat, person, room),
        () => changeRoom(chat, person, { room, name: `Name ${step}`, visibility }),
        () => changeRoom(chat, person, { room, archived: pick(2) === 0 }),
        () => postMessage(chat, person, { room, id: `k${step}`, text: "hello" }),
      ];
      // What is refused changes nothing.
      await acts[pick(acts.length)]!().catch(() => {});
      if (step % 10 !== 9) continue;
      const fresh = new Directory(chat.store, chat.rooms);
      for (const one of people) {
        for (const archived of [false, true]) {
          const query = { words: "", archived, limit: Infinity };
          const read = (list: { rooms: string }) => JSON.parse(list.rooms) as ListedRoom[];
          assertEquals(read(await chat.directory.list(one, query)), read(await fresh.list(one, query)));
        }
      }
    }
    assertEquals(rooms.length > 5, true);
  });
});
