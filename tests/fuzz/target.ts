import { withRig } from "../faults/rig.ts";
import type { SeededPerson } from "../faults/seed.ts";
import { descriptors, metric, residentMiB } from "../faults/process_figures.ts";
import { startSearch } from "../faults/start_search.ts";
import { eventually } from "../support/eventually.ts";
import { Bystander, type Seen } from "./bystander.ts";

export interface Target {
  url: string;
  people: readonly SeededPerson[];
  rooms: readonly string[];
}

/** What a flood did to the server. */
export interface Harm {
  /** Ends of the process. */
  deaths: number;
  /** Lines of error.log that tell of a fault. */
  faults: string[];
  healthy: Seen;
  /** MiB after each tenth of the flood. */
  memory: number[];
  descriptors: { before: number; after: number };
  /** Milliseconds that the event loop was late, at most; too little where the flood itself asks for figures. */
  loopDelay: number;
  seconds: number;
}

export const PEOPLE = 40;
const ROOMS = 5;
/** A connection that is not closed on both sides is ended by the server's own ping: 30 s. */
const GOING = 45_000;

const QUIET = { LOG_LEVEL: "warn", MAX_ROOMS_MADE: "1000000" };

/** Limits that can be set, as they are by default or out of the way. */
export type LimitsSet = "on" | "off";
const LIMITS: Record<LimitsSet, Record<string, string>> = {
  on: {
    MESSAGE_RATE: "5",
    MESSAGE_BURST: "20",
    REQUEST_RATE: "500",
    SIGN_IN_RATE: "1",
    MAX_CONNECTIONS_PER_USER: "20",
    MAX_CONNECTIONS_PER_ADDRESS: "200",
  },
  off: { MESSAGE_RATE: "1000000", REQUEST_RATE: "1000000", MAX_CONNECTIONS_PER_USER: "1000" },
};

/** Runs a flood against a real server in a process of its own, and tells what it did. */
export async function withTarget(
  limits: LimitsSet,
  flood: (target: Target, onProgress: (share: number) => void) => Promise<void>,
): Promise<Harm> {
  const env = { ...QUIET, ...LIMITS[limits] };
  const options = { people: PEOPLE + 1, rooms: ROOMS, roomsOf: () => [0, 1, 2], env };
  return await withRig(options, async ({ server, people, dir }) => {
    await server.start();
    const bystander = new Bystander(server.url, { tokens: [people.at(-1)!.token] });
    try {
      const rooms = Array.from({ length: ROOMS }, (_, room) => `room-${room}`);
      await eventually(
        async () => (await bystander.look()).answers > 2 || undefined,
        () => "Nobody is served",
      );
      await bystander.forget();
      await startSearch(server.url, people.at(-1)!.token);
      const before = descriptors(server.pid);
      await metric(server.url, "parley_event_loop_delay_seconds");
      const began = performance.now();
      const memory: number[] = [];
      await flood({ url: server.url, people: people.slice(0, PEOPLE), rooms }, (share) => {
        if (share * 10 >= memory.length + 1) memory.push(Math.round(residentMiB(server.pid)));
      });
      const seconds = (performance.now() - began) / 1000;
      const loopDelay = await metric(server.url, "parley_event_loop_delay_seconds") * 1000;
      await eventually(
        () => Promise.resolve(descriptors(server.pid) <= before + 5 || undefined),
        () => `${descriptors(server.pid)} descriptors are open, ${before} were`,
        GOING,
      );
      const { answers } = await bystander.look();
      await eventually(
        async () => (await bystander.look()).answers > answers || undefined,
        () => "The healthy client is served no more",
      );
      return {
        deaths: server.deaths,
        faults: readFaults(`${dir}/logs/error.log`),
        healthy: await bystander.look(),
        memory,
        descriptors: { before, after: descriptors(server.pid) },
        loopDelay,
        seconds,
      };
    } finally {
      bystander.leave();
    }
  });
}

function readFaults(path: string): string[] {
  return Deno.readTextFileSync(path).split("\n").filter((line) => line.includes('"level":"ERROR"'));
}
