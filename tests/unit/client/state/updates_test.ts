import { assertEquals } from "@std/assert";
import { Updates } from "../../../../src/client/state/updates.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";

Deno.test("without service workers another build of the server is offered, and taken by loading the page", () => {
  const page = new FakePage({ workers: false });
  page.updates.meet("one");
  page.updates.meet("one");
  assertEquals(page.updates.ready.value, false);
  page.updates.meet("two");
  assertEquals(page.updates.ready.value, true);
  page.updates.apply();
  assertEquals(page.reloads, 1);
});

Deno.test("the service worker of a first visit is no newer version", async () => {
  const page = new FakePage({ controlled: false });
  await page.updates.start();
  const worker = page.finds();
  worker.become("installed");
  page.takenOver();
  assertEquals([page.updates.ready.value, page.reloads], [false, 0]);
});

Deno.test("another build makes the browser look; what it finds is offered, waits, and takes over when asked", async () => {
  const page = new FakePage({});
  await page.updates.start();
  page.updates.meet("one");
  page.updates.meet("two");
  assertEquals([page.looks, page.updates.ready.value], [1, false]);
  const worker = page.finds();
  assertEquals(page.updates.ready.value, false);
  worker.become("installed");
  assertEquals([page.updates.ready.value, worker.told], [true, []]);
  page.updates.apply();
  assertEquals([worker.told, page.reloads], [[{ type: "take_over" }], 0]);
  page.takenOver();
  assertEquals(page.reloads, 1);
});

Deno.test("a version that waited since the last visit is offered at once", async () => {
  const page = new FakePage({ waiting: true });
  await page.updates.start();
  assertEquals(page.updates.ready.value, true);
});

Deno.test("a tab whose version was replaced by another tab goes on, and is offered the newer one", async () => {
  const page = new FakePage({});
  await page.updates.start();
  page.takenOver();
  assertEquals([page.updates.ready.value, page.reloads], [true, 0]);
});

Deno.test("a newer version is taken by itself after a minute out of use, and never before", async () => {
  const page = new FakePage({ workers: false });
  page.inUse = true;
  page.updates.meet("one");
  page.updates.meet("two");
  await page.clock.advance(600_000);
  assertEquals(page.reloads, 0);
  page.inUse = false;
  page.updates.seenOrNot();
  await page.clock.advance(59_000);
  // Seen again for a moment: the minute begins anew.
  page.updates.seenOrNot();
  await page.clock.advance(59_000);
  assertEquals(page.reloads, 0);
  await page.clock.advance(2_000);
  assertEquals(page.reloads, 1);
});

/** Where the browser keeps the service workers of a page, as far as it is used. */
class FakePage extends EventTarget {
  readonly clock = new FakeClock();
  readonly updates: Updates;
  readonly controller: object | null;
  readonly #registration: FakeRegistration;
  reloads = 0;
  inUse = true;
  looks = 0;

  constructor({ workers = true, controlled = true, waiting = false }) {
    super();
    this.controller = controlled ? {} : null;
    this.#registration = new FakeRegistration(
      waiting ? new FakeWorker("installed") : null,
      () => this.looks++,
    );
    this.updates = new Updates({
      workers: () => workers ? this as unknown as ServiceWorkerContainer : undefined,
      offer: () => {},
      reload: () => this.reloads++,
      inUse: () => this.inUse,
      clock: this.clock,
    });
  }

  async register(): Promise<FakeRegistration> {
    await settlePromises();
    return this.#registration;
  }

  finds(): FakeWorker {
    const worker = new FakeWorker("installing");
    this.#registration.installing = this.#registration.waiting = worker;
    this.#registration.dispatchEvent(new Event("updatefound"));
    return worker;
  }

  takenOver(): void {
    this.dispatchEvent(new Event("controllerchange"));
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null;
  readonly #look: () => void;

  constructor(waiting: FakeWorker | null, look: () => void) {
    super();
    this.waiting = waiting;
    this.#look = look;
  }

  async update(): Promise<void> {
    await this.#look();
  }
}

class FakeWorker extends EventTarget {
  state: string;
  readonly told: unknown[] = [];

  constructor(state: string) {
    super();
    this.state = state;
  }

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }

  postMessage(message: unknown): void {
    this.told.push(message);
  }
}
