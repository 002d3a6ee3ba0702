import type { Build } from "./scope.ts";

export interface ShellOptions extends Build {
  origin: string;
  caches: Pick<CacheStorage, "open" | "keys" | "delete" | "match">;
  fetch: (request: Request) => Promise<Response>;
}

const PREFIX = "parley-page-";
const HASHED = /^\/assets\/[\w-]+(?:\.[0-9a-f]{12}|-[0-9A-Z]{8})\.(?:js|css)$/;
/** What is never a page of the app, though somebody may navigate there. */
const OTHERS = /^\/(api\/|assets\/|ws$|metrics$|healthz$|readyz$)/;

/**
 * The page of one build and its files, kept for when there is no network. Only the page and files of its own build go
 * in, so that no mixture comes out; answers of the API are never kept.
 */
export class Shell {
  readonly #options: ShellOptions;
  readonly #name: string;

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#name = PREFIX + options.build;
  }

  /** Fetches all of this build, or nothing. @throws Error where the server sends another build by now */
  async install(): Promise<void> {
    const { caches, files, digest } = this.#options;
    try {
      const cache = await caches.open(this.#name);
      await Promise.all(["/", ...files].map(async (path) => {
        // What is named by its content may come from the browser's cache.
        const response = await this.#get(path, HASHED.test(path) ? "default" : "no-cache");
        if (path === "/") await checkDigest(response.clone(), digest);
        await cache.put(path, response);
      }));
    } catch (error) {
      await caches.delete(this.#name);
      throw error;
    }
  }

  /** Forgets all builds but its own and the one before, which other tabs may still show. */
  async activate(): Promise<void> {
    const { caches } = this.#options;
    const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== this.#name);
    await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  }

  /** The answer to a request; undefined where the network is to answer as if there were no service worker. */
  answer(request: Request): Promise<Response> | undefined {
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== this.#options.origin) return undefined;
    const { pathname } = url;
    if (request.mode === "navigate") {
      if (pathname === "/") return this.#kept("/", request);
      return OTHERS.test(pathname) ? undefined : this.#networkFirst(request);
    }
    if (HASHED.test(pathname)) return this.#anywhere(request);
    return this.#options.files.includes(pathname) ? this.#kept(pathname, request) : undefined;
  }

  async #kept(path: string, request: Request): Promise<Response> {
    const cache = await this.#options.caches.open(this.#name);
    return await cache.match(path) ?? await this.#options.fetch(request);
  }

  /** A file of any build is known by the hash in its name. */
  async #anywhere(request: Request): Promise<Response> {
    return await this.#options.caches.match(request.url) ?? await this.#options.fetch(request);
  }

  async #networkFirst(request: Request): Promise<Response> {
    try {
      return await this.#options.fetch(request);
    } catch {
      return await this.#kept("/", request);
    }
  }

  async #get(path: string, cache: RequestCache): Promise<Response> {
    const { origin, fetch } = this.#options;
    const response = await fetch(new Request(origin + path, { cache }));
    if (!response.ok) throw new Error(`${path} is answered ${response.status}`);
    return response;
  }
}

async function checkDigest(page: Response, expected: string): Promise<void> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await page.arrayBuffer()));
  const digits = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (digits !== expected) throw new Error("The page is of another build");
}
