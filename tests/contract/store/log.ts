import { assert, assertEquals } from "@std/assert";
import { makeRoom, makeUser, numbers, post, readAll, type StoreCase } from "./case.ts";

/** What the logs promise. */
export const LOG_CASES: StoreCase[] = [
  {
    promise: "1,000 events at once in 20 rooms get numbers without gaps in each room",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const rooms = numbers(20).map((number) => `room-${number}`);
      await Promise.all(rooms.map((room) => makeRoom(store, room)));
      const appended = await Promise.all(
        numbers(1_000).map((number) => post(store, rooms[number % 20]!, ada)),
      );
      assert(appended.every(({ outcome }) => outcome === "stored"));
      for (const room of rooms) {
        const records = await readAll(store, room);
        assertEquals(records.map(({ seq }) => seq), numbers(51));
        assertEquals((await store.rooms.get(room))!.seq, 51);
      }
    },
  },
  {
    promise: "numbers go on without gaps over many commits and after a reopening",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      for (const size of [1, 7, 1, 30, 2]) {
        await Promise.all(numbers(size).map(() => post(store, "lobby", ada)));
      }
      store = await reopen();
      assertEquals(
        await post(store, "lobby", ada, { id: "last" }).then((one) => one.outcome === "stored" && one.seq),
        43,
      );
      assertEquals((await readAll(store, "lobby")).map(({ seq }) => seq), numbers(43));
    },
  },
  {
    promise: "what is asked for in one turn is stored in that order",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      await Promise.all(numbers(100).map((number) => post(store, "lobby", ada, { text: `${number}` })));
      const bodies = (await readAll(store, "lobby")).slice(1).map(({ body }) => body);
      assertEquals(bodies, numbers(100).map(String));
    },
  },
  {
    promise: "an event is read as it was written",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      const text = "two\nlines\t\u{1f600} é e\u0301 'quoted' \"twice\" \\ \u202e";
      const before = Date.now();
      const appended = await post(store, "lobby", ada, { id: "k1", text });
      assert(appended.outcome === "stored" && !appended.repeated && appended.messageId !== "");
      const check = async () => {
        const record = (await readAll(store, "lobby")).at(-1)!;
        const { at, ...rest } = record;
        assert(at >= before && at <= Date.now());
        assertEquals(rest, {
          room: "lobby",
          seq: 2,
          type: "message.posted",
          user: ada,
          messageId: appended.messageId,
          clientId: "k1",
          ordinal: 1,
          body: text,
          details: undefined,
        });
      };
      await check();
      store = await reopen();
      await check();
    },
  },
  {
    promise: "the same client id again gives the same answer, and is stored once",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      const first = await post(store, "lobby", ada, { id: "k1" });
      await post(store, "lobby", ada);
      const again = { ...first, repeated: true };
      assertEquals(await post(store, "lobby", ada, { id: "k1" }), again);
      store = await reopen();
      assertEquals(await post(store, "lobby", ada, { id: "k1" }), again);
      assertEquals((await readAll(store, "lobby")).map(({ seq }) => seq), numbers(3));
    },
  },
  {
    promise: "the same client id many times in one turn gives one event and one answer",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      const appended = await Promise.all(numbers(50).map(() => post(store, "lobby", ada, { id: "k1" })));
      const ids = appended.map((one) =>
        one.outcome === "stored" ? [one.seq, one.messageId].join() : one.outcome
      );
      assertEquals(new Set(ids).size, 1);
      assertEquals(appended.filter((one) => one.outcome === "stored" && !one.repeated).length, 1);
      assertEquals((await readAll(store, "lobby")).length, 2);
    },
  },
  {
    promise: "a client id that belongs to another text or another room is refused, and takes no number",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await Promise.all([makeRoom(store, "lobby"), makeRoom(store, "tea")]);
      await post(store, "lobby", ada, { id: "k1", text: "one" });
      const refused = { outcome: "id_reused" } as const;
      const ask = () =>
        Promise.all([
          post(store, "lobby", ada, { id: "k1", text: "two" }),
          post(store, "tea", ada, { id: "k1", text: "one" }),
        ]);
      assertEquals(await ask(), [refused, refused]);
      store = await reopen();
      assertEquals(await ask(), [refused, refused]);
      const same = await Promise.all([
        post(store, "lobby", ada, { id: "k2", text: "one" }),
        post(store, "lobby", ada, { id: "k2", text: "two" }),
        post(store, "lobby", ada, { id: "k3", text: "three" }),
      ]);
      assertEquals(same.map(({ outcome }) => outcome), ["stored", "id_reused", "stored"]);
      assertEquals((await readAll(store, "lobby")).map(({ body }) => body).slice(1), ["one", "one", "three"]);
      assertEquals((await store.rooms.get("tea"))!.seq, 1);
    },
  },
  {
    promise: "a client id is its user's own: another's is no clash",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      await makeRoom(store, "lobby");
      const appended = await Promise.all([
        post(store, "lobby", ada, { id: "k1" }),
        post(store, "lobby", bo, { id: "k1", text: "other" }),
      ]);
      assertEquals(appended.map((one) => one.outcome === "stored" && !one.repeated), [true, true]);
    },
  },
  {
    promise: "a room that does not exist takes no event and has none",
    async test(store) {
      const ada = await makeUser(store, "ada");
      assertEquals(await post(store, "nowhere", ada), { outcome: "no_room" });
      assertEquals(await readAll(store, "nowhere"), []);
      await makeRoom(store, "nowhere");
      assertEquals((await post(store, "nowhere", ada)).outcome, "stored");
    },
  },
  {
    promise: "ordinals count messages alone",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      await makeRoom(store, "lobby", ada);
      await store.memberships.join("lobby", ada, 10);
      await post(store, "lobby", ada);
      await Promise.all([
        store.memberships.join("lobby", bo, 10),
        post(store, "lobby", ada),
        post(store, "lobby", bo),
      ]);
      await store.memberships.leave("lobby", bo);
      const records = await readAll(store, "lobby");
      assertEquals(records.map(({ type, ordinal }) => `${type} ${ordinal}`), [
        "room.created 0",
        "member.joined 0",
        "message.posted 1",
        "member.joined 1",
        "message.posted 2",
        "message.posted 3",
        "member.left 3",
      ]);
      const room = (await store.rooms.get("lobby"))!;
      assertEquals([room.seq, room.messages], [7, 3]);
    },
  },
  {
    promise:
      "read() gives the nearest events before or after a number, oldest first, and the newest without one",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      await Promise.all(numbers(19).map(() => post(store, "lobby", ada)));
      const read = async (range: { before?: number; after?: number; limit: number }) =>
        (await store.log.read("lobby", range)).map(({ seq }) => seq);
      assertEquals(await read({ limit: 3 }), [18, 19, 20]);
      assertEquals(await read({ limit: 100 }), numbers(20));
      assertEquals(await read({ before: 5, limit: 3 }), [2, 3, 4]);
      assertEquals(await read({ before: 3, limit: 3 }), [1, 2]);
      assertEquals(await read({ before: 1, limit: 3 }), []);
      assertEquals(await read({ before: Number.MAX_SAFE_INTEGER, limit: 1 }), [20]);
      assertEquals(await read({ after: 5, limit: 3 }), [6, 7, 8]);
      assertEquals(await read({ after: 18, limit: 3 }), [19, 20]);
      assertEquals(await read({ after: 20, limit: 3 }), []);
      assertEquals(await read({ after: Number.MAX_SAFE_INTEGER, limit: 3 }), []);
      assertEquals(await read({ after: 5, before: 8, limit: 10 }), [6, 7]);
      assertEquals(await read({ after: 5, limit: 0 }), []);
    },
  },
  {
    promise: "pages that follow each other give every event once",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      await Promise.all(numbers(99).map(() => post(store, "lobby", ada)));
      const back: number[] = [];
      for (let before = 101; before > 1; before = back[0]!) {
        back.unshift(...(await store.log.read("lobby", { before, limit: 7 })).map(({ seq }) => seq));
      }
      const forth: number[] = [];
      for (let after = 0; after < 100; after = forth.at(-1)!) {
        forth.push(...(await store.log.read("lobby", { after, limit: 7 })).map(({ seq }) => seq));
      }
      assertEquals([back, forth], [numbers(100), numbers(100)]);
    },
  },
  {
    promise:
      "onCommitted() tells every event once, each room's in order, before the writers' promises resolve",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const told = new Map<string, number[]>();
      store.onCommitted((records) => {
        for (const { room, seq } of records) told.set(room, [...told.get(room) ?? [], seq]);
      });
      await Promise.all(["lobby", "tea"].map((room) => makeRoom(store, room)));
      assertEquals([told.get("lobby"), told.get("tea")], [[1], [1]]);
      await Promise.all(
        numbers(100).map(async (number) => {
          const room = number % 2 === 0 ? "lobby" : "tea";
          const appended = await post(store, room, ada);
          assert(appended.outcome === "stored" && told.get(room)!.includes(appended.seq));
        }),
      );
      await post(store, "lobby", ada, { id: "twice" });
      await post(store, "lobby", ada, { id: "twice" });
      await post(store, "lobby", ada, { id: "twice", text: "other" });
      assertEquals([told.get("lobby"), told.get("tea")], [numbers(52), numbers(51)]);
    },
  },
  {
    promise: "onCommitted() tells events as read() gives them, to all who listen",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const [one, two]: unknown[][] = [[], []];
      store.onCommitted((records) => one!.push(...records));
      store.onCommitted((records) => two!.push(...records));
      await makeRoom(store, "lobby", ada);
      await Promise.all([store.memberships.join("lobby", ada, 10), post(store, "lobby", ada)]);
      assertEquals(one, await readAll(store, "lobby"));
      assertEquals(two, one);
    },
  },
];
