import { assertEquals } from "@std/assert";
import { RoomLog } from "../../../../src/client/state/room_log.ts";

function setUp(seq = 3) {
  const applied: number[] = [];
  const log = new RoomLog({ epoch: "e", seq }, (event) => applied.push(event.seq));
  const receive = (...seqs: number[]) => {
    for (const seq of seqs) {
      log.receive({ type: "member.left", room: "r", seq, at: "", user: { id: "u", name: "u" } });
    }
  };
  return { log, applied, receive };
}

Deno.test("RoomLog applies each event once, in order", () => {
  const { log, applied, receive } = setUp();
  receive(3, 4, 4, 6, 5, 6, 1);
  assertEquals(applied, [4, 5, 6]);
  assertEquals([log.position, log.behind], [6, false]);
});

Deno.test("RoomLog holds what comes too early, and is behind until the gap is closed", () => {
  const { log, applied, receive } = setUp();
  receive(6, 8);
  assertEquals([applied, log.behind], [[], true]);
  receive(5, 4);
  assertEquals([applied, log.behind], [[4, 5, 6], true]);
  receive(7);
  assertEquals([applied, log.behind], [[4, 5, 6, 7, 8], false]);
});

Deno.test("RoomLog.skipTo() goes on with what it held behind the hole", () => {
  const { log, applied, receive } = setUp();
  receive(10, 11, 12, 7);
  log.skipTo(9);
  assertEquals([applied, log.position, log.behind], [[10, 11, 12], 12, false]);
  log.skipTo(5);
  assertEquals(log.position, 12);
});

Deno.test("RoomLog.endsAt() forgets what was only heard of", () => {
  const { log, receive } = setUp();
  log.heardOf(100);
  assertEquals(log.behind, true);
  log.endsAt(3);
  assertEquals(log.behind, false);
  receive(5);
  log.endsAt(3);
  assertEquals(log.behind, true);
});

Deno.test("RoomLog.restart() begins anew, and holds nothing of the old log", () => {
  const { log, applied, receive } = setUp();
  receive(5);
  log.restart({ epoch: "f", seq: 0 });
  assertEquals([log.epoch, log.position, log.behind], ["f", 0, false]);
  receive(1, 2, 3, 4);
  assertEquals(applied, [1, 2, 3, 4]);
});
