import { SearchError } from "../../search/query.ts";
import { StoreError } from "../../store.ts";
import type { FromFindWorker, ToFindWorker } from "./find_worker.ts";
import type { FindRequest, FoundPage } from "./finder.ts";
import type { IndexPaths } from "./index_thread.ts";
import { startThread } from "./start_thread.ts";

interface Job {
  request: FindRequest;
  resolve(page: FoundPage): void;
  reject(error: unknown): void;
}

/** Searches that may wait. */
const MOST_WAITING = 64;
/** Milliseconds that one may take; then its thread is given up, and another one serves those who wait. */
const DEADLINE = 2_000;
/** Milliseconds that a thread may take to start, which is not the search's time. */
const STARTING = 15_000;

/** Searches in a thread of its own, one query at a time, in the order in which they came. */
export class FindThread {
  /** How many were answered, and how many were given up. */
  readonly counts = { found: 0, late: 0 };
  readonly #paths: IndexPaths;
  readonly #deadline: number;
  readonly #jobs: Job[] = [];
  #running: Job | undefined;
  #worker: Worker | undefined;
  #started = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onClosed: (() => void) | undefined;
  #closed = false;

  constructor(paths: IndexPaths, { deadline = DEADLINE } = {}) {
    this.#paths = paths;
    this.#deadline = deadline;
  }

  /** Searches that wait or run. */
  get waiting(): number {
    return this.#jobs.length + (this.#running === undefined ? 0 : 1);
  }

  /** @throws SearchError */
  find(request: FindRequest): Promise<FoundPage> {
    if (this.#closed) return Promise.reject(new StoreError("unavailable", "The store is closed"));
    if (this.#jobs.length >= MOST_WAITING) return Promise.reject(new SearchError("busy"));
    const { promise, resolve, reject } = Promise.withResolvers<FoundPage>();
    this.#jobs.push({ request, resolve, reject });
    this.#next();
    return promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#jobs.splice(0)) job.reject(new StoreError("unavailable", "The store is closed"));
    const worker = this.#worker;
    if (worker === undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onClosed = resolve;
    this.#tell({ type: "close" });
    await promise;
    worker.terminate();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const job = this.#jobs.shift();
    if (job === undefined) return;
    try {
      this.#start();
    } catch (error) {
      job.reject(error);
      return this.#next();
    }
    this.#running = job;
    this.#giveUpAfter(this.#started ? this.#deadline : STARTING);
    this.#tell({ type: "find", request: job.request });
  }

  #giveUpAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.counts.late++;
      this.#giveUp(new SearchError("too_slow"));
    }, ms);
  }

  #start(): void {
    if (this.#worker !== undefined) return;
    this.#started = false;
    const worker = startThread(new URL("./find_worker.ts", import.meta.url));
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromFindWorker>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#giveUp(new StoreError("unavailable", event.message));
    };
    this.#tell({ type: "open", ...this.#paths });
  }

  #tell(message: ToFindWorker): void {
    this.#worker!.postMessage(message);
  }

  #hear(message: FromFindWorker): void {
    if (message.type === "closed") return this.#onClosed?.();
    if (message.type === "started") {
      this.#started = true;
      if (this.#running !== undefined) this.#giveUpAfter(this.#deadline);
      return;
    }
    if (message.type === "unopened") return this.#giveUp(new StoreError("unavailable", message.message));
    const job = this.#settle();
    if (message.type === "found") {
      this.counts.found++;
      job?.resolve(message.page);
    } else job?.reject(new StoreError("unavailable", message.message));
    this.#next();
  }

  /** SQLite cannot be stopped in the middle of a step: its thread ends after it, and nobody waits for that. */
  #giveUp(error: Error): void {
    this.#worker!.terminate();
    this.#worker = undefined;
    this.#settle()?.reject(error);
    this.#onClosed?.();
    if (!this.#closed) this.#next();
  }

  #settle(): Job | undefined {
    clearTimeout(this.#timer);
    const job = this.#running;
    this.#running = undefined;
    return job;
  }
}
