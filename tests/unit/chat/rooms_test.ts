import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { createRoom, listRooms, toRoomId } from "../../../src/chat/rooms.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";
import { MAX_ROOM_ID } from "../../../src/protocol/limits.ts";
import type { ListedRoom } from "../../../src/protocol/models.ts";
import { withChat } from "./support.ts";

Deno.test("toRoomId() makes an address of a name", () => {
  const ids = {
    "Tea & Cake": "tea-cake",
    "lobby": "lobby",
    "  C++ / Rust!  ": "c-rust",
    "Ünïcödé": "ünïcödé",
    "Ｆｕｌｌ": "full",
    "日本語 の部屋": "日本語-の部屋",
    "हिन्दी": "हिन्दी",
    "../../etc/passwd": "etc-passwd",
    "a'; DROP TABLE": "a-drop-table",
    "№ 1": "no-1",
  };
  for (const [name, id] of Object.entries(ids)) assertEquals(toRoomId(name), id);
});

Deno.test("toRoomId() refuses names of which no address can be made", () => {
  for (const name of ["", " ", "!!!", "🎉", "---", "\u0301", "- \u0301 -", "ﷺ".repeat(64)]) {
    assertEquals(assertThrows(() => toRoomId(name), ProtocolError, undefined, name).code, "invalid_room");
  }
});

Deno.test("toRoomId() gives addresses that need no escaping, fit the wire and stay what they are", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      let id: string;
      try {
        id = toRoomId(name);
      } catch (error) {
        assert(error instanceof ProtocolError);
        return;
      }
      assert(/^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u.test(id), id);
      assert(id.length <= MAX_ROOM_ID);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("createRoom() makes a room with its maker in it, and names what is wrong with a name", async () => {
  await withChat({}, async ({ chat, enter }) => {
    const ada = await enter("ada");
    const room = await createRoom(chat, ada, { name: " Tea   & Cake ", topic: " hello  there " });
    assertEquals([room.id, room.name, room.topic, room.seq], ["tea-cake", "Tea & Cake", "hello there", 2]);
    assert(ada.rooms.has("tea-cake"));
    const refusals = {
      "": "invalid_room",
      "a\u200bb": "invalid_room",
      "a\u0000b": "invalid_room",
      "a\u202eb": "invalid_room",
      "\ud800a": "invalid_room",
      ["a".repeat(65)]: "invalid_room",
      "TEA cake": "room_exists",
    };
    for (const [name, code] of Object.entries(refusals)) {
      assertEquals(
        (await assertRejects(() => createRoom(chat, ada, { name, topic: "" }), ProtocolError)).code,
        code,
        name,
      );
    }
    for (const topic of ["a".repeat(251), "a\u001b[31m", "\ud800"]) {
      assertEquals(
        (await assertRejects(() => createRoom(chat, ada, { name: "new", topic }), ProtocolError)).code,
        "invalid_room",
      );
    }
  });
});

Deno.test("listRooms() says which rooms a person is in", async () => {
  await withChat({}, async ({ chat, enter }) => {
    const [ada, bo] = [await enter("ada"), await enter("bo")];
    await createRoom(chat, ada, { name: "tea", topic: "" });
    const look = async (person: typeof ada) =>
      (JSON.parse((await listRooms(chat, person)).rooms) as ListedRoom[]).map(({ id, joined, members }) =>
        `${id} ${joined} ${members}`
      );
    assertEquals(await look(ada), ["lobby true 2", "tea true 1"]);
    assertEquals(await look(bo), ["lobby true 2", "tea false 1"]);
  });
});
