/** The part of a service worker's globals that is used here: the page's own types do not have it. */
export interface WorkerScope {
  /** Put in front of the script by the server. */
  parley: Build;
  location: { origin: string };
  caches: CacheStorage;
  clients: { claim(): Promise<void> };
  registration: { active: unknown };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: LifeEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
}

/** What the page of one build consists of. */
export interface Build {
  /** Names the build. */
  build: string;
  /** SHA-256 of its page, in hexadecimal digits. */
  digest: string;
  /** Paths of its files. */
  files: string[];
}

export interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchEvent extends LifeEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
