import { handshakeText } from "../support/raw.ts";
import { pick, type Random, seeded } from "../faults/random.ts";
import { makePiece } from "./frame_bytes.ts";
import { type Harm, type LimitsSet, type Target, withTarget } from "./target.ts";
import { chance, whole } from "./values.ts";

export interface FrameRun extends Harm {
  frames: number;
  connections: number;
  /** Handshakes that were answered otherwise than by 101. */
  refused: number;
  /** Connections that did not end within 5 s after a frame that cannot be read. */
  lingering: number;
}

const AT_ONCE = 16;
const PATIENCE = 5_000;
/** Milliseconds that who was refused stays away. */
const BREATH = 100;

/** Sends frames, good and bad, over many connections at once; a seed decides every byte. */
export async function fuzzFrames(
  { count, seed, limits }: { count: number; seed: number; limits: LimitsSet },
): Promise<FrameRun> {
  const sum = { frames: 0, connections: 0, refused: 0, lingering: 0 };
  const harm = await withTarget(limits, async (target, onProgress) => {
    await Promise.all(Array.from({ length: AT_ONCE }, async (_, lane) => {
      const random = seeded(seed * 1_000 + lane);
      while (sum.frames < count) {
        await oneConnection(random, target, sum);
        onProgress(sum.frames / count);
      }
    }));
  });
  return { ...harm, ...sum };
}

async function oneConnection(
  random: Random,
  { url, people, rooms }: Target,
  sum: Pick<FrameRun, "frames" | "connections" | "refused" | "lingering">,
): Promise<void> {
  const { host, hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  sum.connections++;
  const { promise: answered, resolve } = Promise.withResolvers<string>();
  const ended = drain(connection, resolve);
  try {
    const headers = { Authorization: `Bearer ${pick(random, people).token}` };
    await write(connection, new TextEncoder().encode(handshakeText(host, { headers })));
    // Who hangs up before the answer costs a descriptor for good: that is measured elsewhere.
    if (!(await answered).startsWith("HTTP/1.1 101 ")) {
      sum.refused++;
      await new Promise((resolve) => setTimeout(resolve, BREATH));
      return;
    }
    for (let pieces = 1 + whole(random, 60); pieces > 0; pieces--) {
      const { bytes, frames, last } = makePiece(random, rooms);
      const cut = chance(random, 0.005);
      await write(connection, cut ? bytes.slice(0, whole(random, bytes.length)) : bytes);
      sum.frames += frames;
      if (cut) return;
      if (!last) continue;
      await connection.closeWrite();
      if (!await within(ended, PATIENCE)) sum.lingering++;
      return;
    }
    // A breath in which the server answers what it has read.
    if (chance(random, 0.5)) {
      await connection.closeWrite();
      if (!await within(ended, PATIENCE)) sum.lingering++;
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  } finally {
    connection.close();
    await ended;
  }
}

async function drain(connection: Deno.TcpConn, onFirst: (text: string) => void): Promise<void> {
  const chunk = new Uint8Array(64 * 1024);
  try {
    for (let count = await connection.read(chunk); count !== null; count = await connection.read(chunk)) {
      onFirst(new TextDecoder().decode(chunk.subarray(0, Math.min(count, 20))));
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  } finally {
    onFirst("");
  }
}

async function write(connection: Deno.TcpConn, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) rest = rest.subarray(await connection.write(rest));
}

async function within(ended: Promise<void>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => timer = setTimeout(() => resolve(false), ms));
  const first = await Promise.race([ended.then(() => true), late]);
  clearTimeout(timer);
  return first;
}

function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe ||
    error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted ||
    error instanceof Deno.errors.NotConnected || error instanceof Deno.errors.ConnectionAborted;
}
