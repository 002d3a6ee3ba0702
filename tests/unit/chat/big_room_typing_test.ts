import { assertEquals } from "@std/assert";
import { BigRoomTyping } from "../../../src/chat/big_room_typing.ts";

Deno.test("a few who type at once are told in a big room, and others when these have not been for a while", () => {
  const typing = new BigRoomTyping();
  const told = (users: string[], now: number, room = "lobby") =>
    users.filter((user) => typing.isTold(room, user, now));
  assertEquals(told(["a", "b", "a"], 0), ["a", "b"]);
  assertEquals(told(["a", "c", "d", "e", "f"], 1_000), ["c", "d", "e"]);
  assertEquals(told(["a"], 2_000, "tea"), ["a"]);
  assertEquals(told(["f", "g", "a"], 3_000), ["f", "g"]);
  assertEquals(told(["a", "c"], 4_000), ["a", "c"]);
});
