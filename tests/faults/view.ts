/** Where a client stands in a room. */
export interface Position {
  epoch: string;
  /** The last event that it has. */
  last: number;
  /** The highest number that it has heard of. */
  head: number;
  /** A page of history has been asked for. */
  asking: boolean;
}

export type Step = "taken" | "known" | "gap";

/** A client's place in each of its rooms, by the rules of docs/protocol.md: drop what is known, ask for what is missing. */
export class View {
  readonly #positions = new Map<string, Position>();

  get(room: string): Position | undefined {
    return this.#positions.get(room);
  }

  get rooms(): string[] {
    return [...this.#positions.keys()];
  }

  begin(room: string, epoch: string, seq: number): void {
    this.#positions.set(room, { epoch, last: seq, head: seq, asking: false });
  }

  forget(room: string): void {
    this.#positions.delete(room);
  }

  hear(room: string, seq: number): void {
    const position = this.#positions.get(room);
    if (position !== undefined && seq > position.head) position.head = seq;
  }

  step(room: string, seq: number): Step {
    const position = this.#positions.get(room);
    if (position === undefined) return "taken";
    if (seq > position.head) position.head = seq;
    if (seq <= position.last) return "known";
    if (seq > position.last + 1) return "gap";
    position.last = seq;
    return "taken";
  }

  /** No answer comes any more. */
  lost(): void {
    for (const position of this.#positions.values()) position.asking = false;
  }

  /** The rooms in which something is known to be missing. */
  behind(): string[] {
    return this.rooms.filter((room) => this.#positions.get(room)!.last < this.#positions.get(room)!.head);
  }

  points(): { room: string; epoch: string; seq: number }[] {
    return [...this.#positions].map(([room, { epoch, last }]) => ({ room, epoch, seq: last }));
  }
}
