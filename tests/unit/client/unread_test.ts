import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { FakeClock } from "./support/fake_clock.ts";
import { FakeServer } from "./support/fake_server.ts";
import { FakeBrowser, FakeTab } from "./support/fake_tab.ts";

const ROOM = "den";

const step = fc.record({
  does: fc.constantFrom(
    ...[
      "post",
      "post",
      "post",
      "post",
      "post",
      "own",
      "own",
      "edit",
      "edit",
      "edit",
      "delete",
      "delete",
    ] as const,
    ...[
      "delete",
      "read",
      "read",
      "unread",
      "unread",
      "leave",
      "join",
      "join",
      "flood",
      "cut",
      "open",
    ] as const,
    ...["serve", "serve", "deliver", "deliver", "deliver", "wait"] as const,
  ),
  tab: fc.nat(1),
  which: fc.nat(1_000),
  calls: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

Deno.test("after any history on two devices, what is unread is what a full recount gives", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const clock = new FakeClock();
      const server = new FakeServer();
      server.mostMentioned = 3;
      for (const user of ["ada", "bob"]) server.addUser(user);
      for (const id of ["lobby", ROOM]) server.addRoom(id, ["ada", "bob"]);
      const tabs = [0, 1].map(() => new FakeTab(server, clock, new FakeBrowser("ada")));
      try {
        for (const tab of tabs) await tab.start();
        for (const [index, step] of steps.entries()) {
          play(server, { tab: tabs[step.tab]!, step, index });
          await clock.advance(step.does === "wait" ? 3_000 : 0);
        }
        for (let turn = 0; turn < 8; turn++) {
          await server.settle();
          await clock.advance(5_000);
        }
        await server.settle();
        if (!server.room(ROOM).members.has("ada")) return;
        const { unread, mentions } = server.unread("ada", server.room(ROOM));
        const { seq } = server.room(ROOM).read.get("ada")!;
        for (const tab of tabs) {
          const room = tab.rooms.get(ROOM)!;
          assertEquals([room.unread.value, room.mentions.value, room.read.value.seq], [
            unread,
            mentions,
            seq,
          ]);
        }
      } finally {
        for (const tab of tabs) tab.close();
      }
    }),
    {
      numRuns: 300,
      // Set back and read again, with both answers in one frame.
      examples: [[[
        { does: "post", tab: 0, which: 0, calls: false },
        { does: "unread", tab: 1, which: 0, calls: false },
        { does: "deliver", tab: 1, which: 0, calls: false },
        { does: "read", tab: 1, which: 0, calls: false },
      ]]],
    },
  );
});

function play(server: FakeServer, { tab, step, index }: { tab: FakeTab; step: Step; index: number }): void {
  const room = server.room(ROOM);
  const mentions = step.calls ? ["ada"] : undefined;
  const there = room.log.flatMap((event) =>
    event.type === "message.posted" && event.message.author.id === "bob" ? [event.seq] : []
  ).filter((seq) => !room.log.some((event) => event.type === "message.deleted" && event.message === seq));
  const message = there[step.which % there.length];
  switch (step.does) {
    case "post":
      return void server.post("bob", ROOM, `${index}`, { mentions });
    case "flood":
      for (let n = 0; n < 25; n++) server.post("bob", ROOM, `${index}.${n}`, { mentions });
      return;
    case "own":
      return tab.outbox.add(ROOM, `own ${index}`);
    case "edit":
      if (message !== undefined) server.edit("bob", ROOM, message, `edit ${index}`, mentions);
      return;
    case "delete":
      if (message !== undefined) server.delete("bob", ROOM, message);
      return;
    case "read":
      return tab.rooms.get(ROOM)?.markRead();
    case "unread":
      tab.rooms.get(ROOM)?.markUnread(1 + (step.which % room.log.length)).catch(() => {});
      return;
    case "leave":
      return server.leave("ada", ROOM);
    case "join":
      return server.join("ada", ROOM);
    case "open":
      return tab.rooms.open(step.calls ? ROOM : "lobby");
    case "cut":
      return tab.line?.cut();
    case "serve":
      return void tab.line?.serve();
    case "deliver":
      return void tab.line?.deliver(1 + (step.which % 5), step.calls);
    case "wait":
      return;
  }
}
