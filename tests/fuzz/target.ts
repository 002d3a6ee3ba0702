import { withRig } from "../faults/rig.ts";
import type { SeededPerson } from "../faults/seed.ts";
import { descriptors, residentMiB } from "../faults/process_figures.ts";
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
  seconds: number;
}

export const PEOPLE = 40;
const ROOMS = 5;
/** A connection that is not closed on both sides is ended by the server's own ping: 30 s. */
const GOING = 45_000;

const ROOMY = {
  REQUEST_RATE: "1000000",
  MAX_CONNECTIONS_PER_USER: "1000",
  LOG_LEVEL: "warn",
  MAX_ROOMS_MADE: "1000000",
};

/** Runs a flood against a real server in a process of its own, and tells what it did. */
export async function withTarget(
  flood: (target: Target, onProgress: (share: number) => void) => Promise<void>,
): Promise<Harm> {
  const options = { people: PEOPLE + 1, rooms: ROOMS, roomsOf: () => [0, 1, 2], env: ROOMY };
  return await withRig(options, async ({ server, people, dir }) => {
    await server.start();
    const bystander = new Bystander(server.url, people.at(-1)!.token);
    try {
      const rooms = Array.from({ length: ROOMS }, (_, room) => `room-${room}`);
      await eventually(
        async () => (await bystander.look()).answers > 2 || undefined,
        () => "Nobody is served",
      );
      const before = descriptors(server.pid);
      const began = performance.now();
      const memory: number[] = [];
      await flood({ url: server.url, people: people.slice(0, PEOPLE), rooms }, (share) => {
        if (share * 10 >= memory.length + 1) memory.push(Math.round(residentMiB(server.pid)));
      });
      const seconds = (performance.now() - began) / 1000;
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
