import { StoreError } from "../../store.ts";
import type { FromIndexWorker, ToIndexWorker } from "./index_worker.ts";
import { startThread } from "./start_thread.ts";

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
  #opened = openedLater();
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

  /**
   * Resolves when there is an index to read, which may be behind.
   * @throws StoreError or Error where its thread does not start, which is tried again
   */
  opened(): Promise<void> {
    const { promise } = this.#opened;
    this.#start();
    return promise;
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
    let worker: Worker;
    try {
      worker = startThread(new URL("./index_worker.ts", import.meta.url));
    } catch (error) {
      this.#retryAfter(error);
      return;
    }
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromIndexWorker>) => {
      if (data.type === "failed") this.#fail(worker, data.message);
      else this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(worker, event.message);
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

  #hear(message: Exclude<FromIndexWorker, { type: "failed" }>): void {
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

  #fail(worker: Worker, message: string): void {
    worker.terminate();
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#onClosed?.();
    this.#retryAfter(new StoreError("unavailable", message));
  }

  /** The next thread goes on from where the index is; who waits to read it is told of the error. */
  #retryAfter(error: unknown): void {
    const { reject } = this.#opened;
    this.#opened = openedLater();
    reject(error);
    this.#onError(error);
    this.#wakeAfter(this.#retry);
    this.#retry = Math.min(RETRY.most, 2 * this.#retry);
  }
}

/** An error of it is none of the process's where nobody waits. */
function openedLater(): PromiseWithResolvers<void> {
  const opened = Promise.withResolvers<void>();
  opened.promise.catch(() => {});
  return opened;
}
