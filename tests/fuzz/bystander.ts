/** What somebody saw who used the server meanwhile. */
export interface Seen {
  /** Milliseconds that they waited for an answer, at most. */
  worst: number;
  answers: number;
  /** How their connection ended; empty where it did not. */
  ended: string;
}

/** A healthy client in a thread of its own, so that it measures the server and not the one who floods it. */
export class Bystander {
  readonly #worker = new Worker(new URL("./healthy.ts", import.meta.url), { type: "module" });

  constructor(url: string, token: string) {
    this.#worker.postMessage({ url, token });
  }

  async look(): Promise<Seen> {
    const { promise, resolve } = Promise.withResolvers<Seen>();
    this.#worker.onmessage = ({ data }: MessageEvent<Seen>) => resolve(data);
    this.#worker.postMessage("look");
    return await promise;
  }

  leave(): void {
    this.#worker.terminate();
  }
}
