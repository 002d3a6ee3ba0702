/** What somebody saw who used the server meanwhile. */
export interface Seen {
  /** Milliseconds that they waited for an answer, at most; also for one that has not come. */
  worst: number;
  p99: number;
  answers: number;
  /** How their connection ended; empty where it did not. */
  ended: string;
}

/** Who they are: several take turns, as one person may not ask so often. */
export interface BystanderOptions {
  tokens: readonly string[];
  /** Milliseconds between two pings; 50 unless said. */
  pace?: number;
}

/** A healthy client in a thread of its own, so that it measures the server and not the one who floods it. */
export class Bystander {
  readonly #worker = new Worker(new URL("./healthy.ts", import.meta.url), { type: "module" });

  constructor(url: string, { tokens, pace = 50 }: BystanderOptions) {
    this.#worker.postMessage({ url, tokens, pace });
  }

  /** What they saw since the start, or since forget(). */
  look(): Promise<Seen> {
    return this.#ask("look");
  }

  async forget(): Promise<void> {
    await this.#ask("forget");
  }

  leave(): void {
    this.#worker.terminate();
  }

  async #ask(what: "look" | "forget"): Promise<Seen> {
    const { promise, resolve } = Promise.withResolvers<Seen>();
    this.#worker.onmessage = ({ data }: MessageEvent<Seen>) => resolve(data);
    this.#worker.postMessage(what);
    return await promise;
  }
}
