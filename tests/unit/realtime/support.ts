import { createPerson } from "../../../src/chat/person.ts";
import { DEFAULT_LIMITS } from "../../../src/protocol/limits.ts";
import { Connection, type SlowReaderLimit, type Transport } from "../../../src/realtime/connection.ts";

/** A socket whose other end reads as much as the test says. */
export class FakeTransport implements Transport {
  readonly frames: string[] = [];
  readonly closes: { code: number; reason: string }[] = [];
  unread = 0;
  onSend: () => void = () => {};
  /** Each end that was told. */
  readonly ends: number[] = [];
  onGone: () => void = () => {};

  send(frame: string): void {
    this.frames.push(frame);
    this.onSend();
  }

  close(code: number, reason: string): void {
    this.closes.push({ code, reason });
  }

  buffered(): number {
    return this.unread;
  }

  ended(code: number): void {
    this.ends.push(code);
  }

  gone(): void {
    this.onGone();
  }

  /** Everything that was sent, out of its frames. */
  get messages(): unknown[] {
    return this.frames.flatMap((frame) => JSON.parse(frame));
  }
}

const OPTIONS = {
  limits: DEFAULT_LIMITS,
  maxRooms: { total: 1_000, made: 1_000 },
  access: undefined,
  grace: 0,
  sessionLife: 0,
  signIns: { rate: 1, burst: 1 },
};

export interface TestConnection {
  connection: Connection;
  transport: FakeTransport;
  /** Each end that was told. */
  ends: number[];
}

export function makeConnection(
  slowReader: SlowReaderLimit = { bytes: 1_000, grace: 60_000 },
  id = "c1",
  address = "192.0.2.1",
): TestConnection {
  const transport = new FakeTransport();
  const connection = new Connection({
    id,
    person: createPerson({ id: "u1", name: "ada" }, [], OPTIONS),
    tokenHash: "hash",
    address,
    transport,
    slowReader,
  });
  return { connection, transport, ends: transport.ends };
}

/** The end of this turn of the event loop, after all that was due in it. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

/** Waits until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
