import type { FromIndexWorker, ToIndexWorker } from "./index_worker.ts";

export interface IndexPaths {
  storePath: string;
  indexPath: string;
}

/** Milliseconds after a commit until its messages are indexed: those of a busy moment share one transaction. */
const SOON = 200;
/** Milliseconds after the start: then people who come back have been served. */
const AT_START = 5_000;
/** Milliseconds until a thread that failed is started again; doubled each time. */
const RETRY = { least: 1_000, most: 60_000 };
/** Milliseconds in which the thread must close its files at the end. */
const CLOSING = 2_000;

/** Keeps the index up to the log by a thread of its own, which is started when there is something to do. */
export class IndexThread {
  readonly #paths: IndexPaths;
  readonly #onError: (error: unknown) => void;
  #worker: Worker | undefined;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry = RETRY.least;
  /** Numbers of the last commit that was told of, and of the last one that is in the index. */
  #told = 0;
  #indexed = -1;
  #behindSince = performance.now();
  #opened = Promise.withResolvers<void>();
  #waiting: { n: number; resolve(): void }[] = [];
  #onClosed: (() => void) | undefined;

  constructor(paths: IndexPaths, onError: (error: unknown) => void) {
    this.#paths = paths;
    this.#onError = onError;
  }

  /** Whether everything of before the start is in the index. */
  get isBuilt(): boolean {
    return this.#indexed >= 0;
  }

  /** Milliseconds since the oldest commit that is not in the index. */
  get lag(): number {
    return this.#indexed === this.#told ? 0 : performance.now() - this.#behindSince;
  }

  /** Begins to follow, in a moment. */
  follow(): void {
    this.#wakeAfter(AT_START);
  }

  /** There is something new in the log. */
  noteCommit(): void {
    if (this.#indexed === this.#told) this.#behindSince = performance.now();
    this.#told++;
    if (this.#worker !== undefined) this.#wakeAfter(SOON);
  }

  /** Resolves when there is an index to read, which may be behind. */
  opened(): Promise<void> {
    this.#start();
    return this.#opened.promise;
  }

  /** Resolves when all that is committed by now is in the index. */
  caughtUp(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ n: this.#told, resolve });
    this.#start();
    this.#wake();
    return promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const worker = this.#worker;
    if (worker === undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onClosed = resolve;
    const timer = setTimeout(resolve, CLOSING);
    this.#tell({ type: "close" });
    await promise;
    clearTimeout(timer);
    this.#worker = undefined;
    worker.terminate();
  }

  #wakeAfter(ms: number): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#start();
      this.#wake();
    }, ms);
  }

  #start(): void {
    if (this.#closed || this.#worker !== undefined) return;
    const worker = new Worker(new URL("./index_worker.ts", import.meta.url), { type: "module" });
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromIndexWorker>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(worker, new Error(event.message));
    };
    this.#tell({ type: "open", ...this.#paths });
    this.#wake();
  }

  #wake(): void {
    this.#tell({ type: "wake", n: this.#told });
  }

  #tell(message: ToIndexWorker): void {
    this.#worker?.postMessage(message);
  }

  #hear(message: FromIndexWorker): void {
    switch (message.type) {
      case "opened":
        this.#opened.resolve();
        return;
      case "closed":
        this.#onClosed?.();
        return;
      case "indexed":
        this.#retry = RETRY.least;
        this.#indexed = message.n;
        this.#waiting = this.#waiting.filter(({ n, resolve }) => {
          if (n <= message.n) resolve();
          return n > message.n;
        });
    }
  }

  /** The thread goes on from where the index is. */
  #fail(worker: Worker, error: Error): void {
    worker.terminate();
    this.#worker = undefined;
    this.#onClosed?.();
    this.#onError(error);
    this.#wakeAfter(this.#retry);
    this.#retry = Math.min(RETRY.most, 2 * this.#retry);
  }
}
