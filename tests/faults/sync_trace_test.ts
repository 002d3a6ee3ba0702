import { assertEquals } from "@std/assert";
import { readTrace } from "./sync_trace.ts";

const WRITE = `10 pwrite64(12</data/parley.db-wal>, "..."..., 4096, 0) = 4096`;
const SYNC = `10 fdatasync(12</data/parley.db-wal>) = 0`;
const FAILED_SYNC = `10 fdatasync(12</data/parley.db-wal>) = -1 EIO (Input/output error)`;

function ack(id: string): string {
  return String
    .raw`11 sendto(20<TCP:[1]>, "\201A{\"type\":\"ok\",\"id\":\"${id}\",\"room\":\"room-0\"}", 60, 0, NULL, 0) = 60`;
}

function read(...lines: string[]) {
  return readTrace(lines.join("\n"));
}

Deno.test("readTrace() counts acks that follow their sync", () => {
  const trace = read(WRITE, SYNC, ack("k1."), WRITE, WRITE, SYNC, ack("k2."));
  assertEquals(trace, { acks: 2, syncs: 2, unsynced: [] });
});

Deno.test("readTrace() reads a sync that another thread interrupted", () => {
  const begun = `10 fdatasync(12</data/parley.db-wal> <unfinished ...>`;
  const ended = `10 <... fdatasync resumed>) = 0`;
  assertEquals(read(WRITE, begun, ended, ack("k1.")).unsynced, []);
  assertEquals(read(WRITE, begun, ack("k1."), ended).unsynced, ["k1."]);
});

Deno.test("readTrace() finds an ack without a sync, with one that failed, with one of other bytes, with one of before", () => {
  assertEquals(read(WRITE, ack("k1.")).unsynced, ["k1."]);
  assertEquals(read(WRITE, FAILED_SYNC, ack("k1.")).unsynced, ["k1."]);
  assertEquals(read(SYNC, WRITE, ack("k1.")).unsynced, ["k1."]);
  assertEquals(read(WRITE, SYNC, ack("k1."), ack("k2.")).unsynced, ["k2."]);
});
