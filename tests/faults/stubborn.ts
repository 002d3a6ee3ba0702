import { handshake, OPCODES, RawConnection } from "../support/raw.ts";
import type { SeededPerson } from "./seed.ts";
import { toUndo } from "./undo.ts";

/** Peers of the worst kind: they read nothing, or they read and never answer a close. */
export class StubbornPeers {
  /** Those of the second kind that got a close frame, by its code. */
  readonly closeCodes: number[] = [];
  readonly #connections: RawConnection[] = [];
  #undone = () => Promise.resolve();

  /** Connects each person; `reads` says whether they read. */
  async connect(url: string, people: readonly SeededPerson[], { reads }: { reads: boolean }): Promise<void> {
    this.#undone = toUndo(() => this.#close());
    for (const { token, name } of people) {
      const connection = await RawConnection.open(url);
      this.#connections.push(connection);
      const answer = await handshake(connection, { headers: { Authorization: `Bearer ${token}` } });
      if (answer.status !== 101) throw new Error(`${name} was answered ${answer.status}: ${answer.body}`);
      if (reads) this.#readOn(connection);
    }
  }

  async close(): Promise<void> {
    await this.#undone();
  }

  async #readOn(connection: RawConnection): Promise<void> {
    try {
      for (
        let frame = await connection.readFrame();
        frame !== undefined;
        frame = await connection.readFrame()
      ) {
        if (frame.opcode === OPCODES.close) {
          this.closeCodes.push(new DataView(frame.payload.buffer, frame.payload.byteOffset).getUint16(0));
        } else if (frame.opcode === OPCODES.ping) {
          await connection.sendFrame(frame.payload, { opcode: OPCODES.pong });
        }
      }
    } catch {
      // The other end is gone, or said nothing for a while: there is nothing more to read.
    }
  }

  #close(): void {
    for (const connection of this.#connections) connection.close();
    this.#connections.length = 0;
  }
}
