import { pick, type Random } from "../faults/random.ts";
import { chance, mutateFields, mutateText, whole } from "./values.ts";

/** A text as a client may send it: mostly commands, many of them wrong in some way. */
export function makeText(random: Random, rooms: readonly string[]): string {
  const kind = random();
  if (kind < 0.4) return JSON.stringify(makeCommand(random, rooms));
  if (kind < 0.7) return JSON.stringify(mutateFields(random, makeCommand(random, rooms)));
  if (kind < 0.85) return mutateText(random, JSON.stringify(makeCommand(random, rooms)));
  if (kind < 0.98) {
    return JSON.stringify(Array.from({ length: whole(random, 12) }, () => makeCommand(random, rooms)));
  }
  if (kind < 0.99) return "[".repeat(whole(random, 32_000));
  return JSON.stringify({ ...makeCommand(random, rooms), x: "y".repeat(whole(random, 80_000)) });
}

function makeCommand(random: Random, rooms: readonly string[]): Record<string, unknown> {
  const room = pick(random, chance(random, 0.9) ? rooms : ["nowhere", "__proto__", "lobby"]);
  const id = chance(random, 0.05) ? "again" : `f${whole(random, 2 ** 48).toString(36)}`;
  const seq = whole(random, 2_000);
  return pick<() => Record<string, unknown>>(random, [
    () => ({ type: "message.post", id, room, text: "fuzz ".repeat(1 + whole(random, 30)) }),
    () => ({
      type: "history",
      id,
      room,
      limit: whole(random, 200),
      [pick(random, ["before", "after", "around"])]: seq,
    }),
    () => ({ type: "resume", id, rooms: [{ room, epoch: pick(random, ["fuzz", "other"]), seq }] }),
    () => ({ type: "room.join", id, room }),
    () => ({ type: "room.leave", id, room }),
    () => ({ type: "room.read", id, room, seq }),
    () => ({ type: "room.presence", id, room }),
    () => ({ type: "typing", id, room }),
    () => ({
      type: "search",
      id,
      query: pick(random, [
        "fuzz",
        '"fuzz fuzz"',
        "fu* -again",
        "from:me in:lobby",
        '" AND ( NEAR * ^',
        "before:2026-01-01",
      ]),
      limit: whole(random, 100),
    }),
    () => ({ type: "ping", id }),
  ])();
}
