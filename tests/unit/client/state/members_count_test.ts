import { assertEquals } from "@std/assert";
import { FakeClock } from "../support/fake_clock.ts";
import { FakeServer } from "../support/fake_server.ts";
import { FakeBrowser, FakeTab } from "../support/fake_tab.ts";

/** A room in which five people join at once; the page of ada is told so as `tell` likes. */
async function setUp(tell: (from: number, seq: number) => { from: number; seq: number }) {
  const clock = new FakeClock();
  const server = new FakeServer();
  for (const user of ["ada", "bob"]) server.addUser(user);
  server.addRoom("lobby", ["ada", "bob"]);
  const tab = await new FakeTab(server, clock, new FakeBrowser("ada")).start();
  const lobby = server.room("lobby");
  const from = lobby.log.length + 1;
  for (let index = 0; index < 5; index++) {
    const user = server.addUser(`guest-${index}`);
    lobby.log.push({
      type: "member.joined",
      room: "lobby",
      seq: from + index,
      at: new Date(0).toJSON(),
      user,
    });
  }
  server.tell({
    type: "members.count",
    room: "lobby",
    ...tell(from, lobby.log.length),
    at: new Date(0).toJSON(),
    joined: 5,
    left: 0,
  });
  server.post("bob", "lobby", "hello");
  await server.settle();
  const { entries } = tab.rooms.get("lobby")!.timeline;
  const rows = entries.value.slice(-2).map((entry) =>
    entry.kind === "message" ? entry.message.text : entry.kind === "notice" ? entry.notice : entry.kind
  );
  tab.close();
  return { rows, asked: server.served.filter(({ type }) => type === "resume").length };
}

Deno.test("many who joined are one row that says how many, and nothing is asked for", async () => {
  assertEquals(await setUp((from, seq) => ({ from, seq })), { rows: ["many", "hello"], asked: 0 });
});

Deno.test("where an event before the count is missing, all is asked for", async () => {
  const { rows, asked } = await setUp((from, seq) => ({ from: from + 1, seq }));
  assertEquals({ rows, asked }, { rows: ["joined", "hello"], asked: 1 });
});
