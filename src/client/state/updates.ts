import { signal } from "@preact/signals";
import { type Clock, systemClock } from "./clock.ts";
import { newVersion } from "./new_version.ts";

export interface UpdatesOptions {
  /** Shows that there is a newer version, and how to take it. */
  offer: (take: () => void) => void;
  /** Undefined where the browser gives no service workers: it does so to secure pages only. */
  workers: () => ServiceWorkerContainer | undefined;
  reload: () => void;
  /** Whether somebody sees the page, or has begun something in it. */
  inUse: () => boolean;
  clock: Clock;
}

const SCRIPT = "/service_worker.js";
/** Milliseconds that a page out of use is left alone before it is replaced. */
const LEAVE_ALONE = 60_000;
/** Milliseconds in which a new service worker takes over, or the page is loaded anew without it. */
const TAKE_OVER = 3_000;

/**
 * Whether a newer page than this one is to be had. It is offered, and taken by itself only where nobody would notice.
 * The server tells its build in `welcome`; the browser fetches that build's service worker, which waits with all its
 * files until it may take over, in all tabs at once.
 */
export class Updates {
  readonly ready = signal(false);
  readonly #options: UpdatesOptions;
  #registration: ServiceWorkerRegistration | undefined;
  #build: string | undefined;
  /** Whether a service worker gave this page, or has taken it since. */
  #controlled = false;
  #applying = false;
  #cancel: (() => void) | undefined;

  constructor(options: UpdatesOptions) {
    this.#options = options;
  }

  /** Lets the browser keep the page for times without a network, from now on. */
  async start(): Promise<void> {
    const workers = this.#options.workers();
    if (workers === undefined) return;
    this.#controlled = workers.controller !== null;
    workers.addEventListener("controllerchange", () => this.#onTakenOver());
    try {
      const registration = await workers.register(scriptUrl(), { updateViaCache: "none" });
      this.#registration = registration;
      this.#watch(registration.waiting);
      this.#watch(registration.installing);
      registration.addEventListener("updatefound", () => this.#watch(registration.installing));
    } catch {
      // The server is away, or the browser keeps nothing here: the next visit tries again.
    }
  }

  /** The server said which build of the page it sends. */
  meet(build: string | undefined): void {
    const known = this.#build ??= build;
    if (build === known || build === undefined) return;
    this.#build = build;
    if (this.#registration === undefined) this.#offer();
    else this.#registration.update().catch(() => {});
  }

  /** Loads the newer page. What was typed and what waits to be sent is kept. */
  apply(): void {
    const waiting = this.#registration?.waiting;
    if (this.#applying) return;
    this.#applying = true;
    if (!waiting) return this.#options.reload();
    waiting.postMessage({ type: "take_over" });
    this.#options.clock.after(TAKE_OVER, this.#options.reload);
  }

  /** The page has been hidden or is seen again. */
  seenOrNot(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (!this.ready.peek() || this.#options.inUse()) return;
    this.#cancel = this.#options.clock.after(LEAVE_ALONE, () => {
      if (this.#options.inUse()) this.seenOrNot();
      else this.apply();
    });
  }

  #watch(worker: ServiceWorker | null): void {
    const look = () => {
      // The first of all is no newer page but this one.
      if (worker?.state === "installed" && this.#controlled) this.#offer();
    };
    worker?.addEventListener("statechange", look);
    look();
  }

  /** Another build answers for this page's files from now on; those of this build are kept for a while. */
  #onTakenOver(): void {
    const first = !this.#controlled;
    this.#controlled = true;
    if (this.#applying) this.#options.reload();
    else if (!first) this.#offer();
  }

  #offer(): void {
    this.ready.value = true;
    this.#options.offer(() => this.apply());
    this.seenOrNot();
  }
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: () => string },
  ): { createScriptURL(url: string): string };
}

/** The only script that this page may name, whatever is asked for: the policy of the page demands that it is vouched for. */
function scriptUrl(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("parley-worker", { createScriptURL: () => SCRIPT });
  return policy === undefined ? SCRIPT : policy.createScriptURL(SCRIPT);
}

export const pageUpdates = new Updates({
  offer: (take) => newVersion.value = take,
  workers: () => navigator.serviceWorker as ServiceWorkerContainer | undefined,
  reload: () => location.reload(),
  inUse: () => document.visibilityState === "visible" || isTypedIn(),
  clock: systemClock,
});

/** Whether a field of the page has a text that somebody may go on with. */
function isTypedIn(): boolean {
  const fields = document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(
    "textarea, input:not([type=radio])",
  );
  return [...fields].some(({ value }) => value.trim() !== "");
}
