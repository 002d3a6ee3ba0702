import { assert, assertEquals } from "@std/assert";
import { DeletedKeeper } from "../../../../src/client/state/deleted_keeper.ts";
import type { KeptTail } from "../../../../src/client/kept.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";
import { FakeKept } from "../support/fake_kept.ts";
import { FakeServer } from "../support/fake_server.ts";
import { FakeBrowser, FakeTab } from "../support/fake_tab.ts";

Deno.test("DeletedKeeper takes what was deleted meanwhile out of a room that nobody opens any more, by one question", async () => {
  const { server, kept, tab, open } = await setUp();
  const [secret] = [server.post("bo", "den", "a secret"), server.post("bo", "den", "harmless")];
  await pass(server, tab.clock);
  assertEquals(said(kept, "den"), ["a secret", "harmless"]);
  tab.close();
  server.delete("bo", "den", secret!.seq);
  // More than a resume sends: the page never hears of the deletion itself.
  for (let text = 0; text < 30; text++) server.post("bo", "den", `${text}`);
  const next = await open();
  server.served.length = 0;
  await run(deletedKeeperOf(next), server);
  assertEquals(said(kept, "den"), ["", "harmless"]);
  assert(!JSON.stringify([...kept.tails]).includes("a secret"));
  const asked = server.served.flatMap((command) => command.type === "deletions" ? command.rooms : []);
  assertEquals(asked.map(({ room }) => room), ["den"]);
  next.close();
});

Deno.test("DeletedKeeper takes a text out as soon as its deletion is heard, and asks nothing where all is known", async () => {
  const { server, kept, tab, open } = await setUp();
  const secret = server.post("bo", "den", "a secret");
  await pass(server, tab.clock);
  tab.close();
  const next = await open();
  const deleted = deletedKeeperOf(next);
  server.served.length = 0;
  await run(deleted, server);
  assertEquals(server.served.filter(({ type }) => type === "deletions"), []);
  server.delete("bo", "den", secret.seq);
  const event = server.room("den").log.at(-1)!;
  assert(event.type === "message.deleted");
  await deleted.heard(event);
  assertEquals(said(kept, "den"), [""]);
  next.close();
});

Deno.test("DeletedKeeper takes all of a room away whose log is another one, but not what is newer than its question", async () => {
  const { server, kept, tab, open } = await setUp();
  server.post("bo", "den", "before the restore");
  await pass(server, tab.clock);
  tab.close();
  const next = await open();
  const den = kept.tails.get("den")!;
  server.room("den").epoch = "another";
  next.rooms.get("den")!.log.epoch = "another";
  const newer: KeptTail = { ...den, epoch: "another", seq: den.seq + 1 };
  // Another tab writes while the answer is on its way.
  const deleted = deletedKeeperOf(next);
  const running = deleted.run();
  await settlePromises();
  kept.tails.set("den", newer);
  await server.settle();
  await running;
  assertEquals(kept.tails.get("den"), newer);
  kept.tails.set("den", den);
  await run(deleted, server);
  assertEquals(kept.tails.has("den"), false);
  next.close();
});

/** Lets it ask, and all arrive. */
async function run(deleted: DeletedKeeper, server: FakeServer): Promise<void> {
  const running = deleted.run();
  await server.settle();
  await running;
}

function deletedKeeperOf({ keeper, rooms, connection }: FakeTab): DeletedKeeper {
  return new DeletedKeeper({ keeper: keeper!, rooms, connection });
}

function said(kept: FakeKept, room: string): string[] {
  return kept.tails.get(room)!.entries.filter((entry) => entry.kind === "message").map(({ message }) =>
    message.text
  );
}

/** A page that has had the den open, and keeps it; the pages that are opened later show the lobby. */
async function setUp() {
  const server = new FakeServer();
  for (const name of ["ada", "bo"]) server.addUser(name);
  for (const room of ["lobby", "den"]) server.addRoom(room, ["ada", "bo"]);
  const clock = new FakeClock();
  const browser = new FakeBrowser("ada");
  const kept = new FakeKept();
  const open = async () => {
    const tab = await new FakeTab(server, clock, browser).keepIn(kept).start();
    await clock.advance(10);
    await server.settle();
    return tab;
  };
  const tab = await open();
  tab.rooms.open("den");
  await pass(server, clock);
  tab.rooms.open("lobby");
  await pass(server, clock);
  return { server, kept, tab, open };
}

async function pass(server: FakeServer, clock: FakeClock): Promise<void> {
  await server.settle();
  await clock.advance(3_000);
  await server.settle();
  await clock.advance(10);
}
