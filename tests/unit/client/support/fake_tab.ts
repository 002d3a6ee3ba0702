import { Outbox, type OutboxMessage, type StoredItem } from "../../../../src/client/outbox.ts";
import type { Api } from "../../../../src/client/api.ts";
import { ApiError } from "../../../../src/client/api.ts";
import { connectModels } from "../../../../src/client/start.ts";
import type { Kept } from "../../../../src/client/kept.ts";
import { Connection } from "../../../../src/client/state/connection.ts";
import { Keeper } from "../../../../src/client/state/keeper.ts";
import { People } from "../../../../src/client/state/people.ts";
import { Rooms } from "../../../../src/client/state/rooms.ts";
import { Session } from "../../../../src/client/state/session.ts";
import { memoryStore, type Store } from "../../../../src/client/storage.ts";
import { DEFAULT_LIMITS } from "../../../../src/protocol/limits.ts";
import type { FakeClock } from "./fake_clock.ts";
import type { FakeLine, FakeServer } from "./fake_server.ts";

/** What the tabs of one browser share: stored messages, the lock, the channel, the session cookie. */
export class FakeBrowser {
  user: string | undefined;
  store: Store<StoredItem> = { ...memoryStore<StoredItem>("clientId"), shared: true };
  readonly shelf = new Map<string, string>();
  #ids = 0;
  readonly #channels = new Set<{ onMessage: (message: OutboxMessage) => void }>();
  readonly #waiting: { tab: object; own: () => void }[] = [];

  constructor(user: string) {
    this.user = user;
  }

  lock(tab: object, own: () => void): void {
    this.#waiting.push({ tab, own });
    if (this.#waiting.length === 1) own();
  }

  channel() {
    const channel = {
      onMessage: (_message: OutboxMessage) => {},
      post: (message: OutboxMessage) => {
        for (const other of this.#channels) {
          if (other !== channel) queueMicrotask(() => other.onMessage(message));
        }
      },
    };
    this.#channels.add(channel);
    return channel;
  }

  /** A tab is gone, killed or closed: its lock goes to the next. */
  gone(tab: object, channel: { onMessage: (message: OutboxMessage) => void } | undefined): void {
    if (channel !== undefined) this.#channels.delete(channel);
    const index = this.#waiting.findIndex((waiting) => waiting.tab === tab);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    if (index === 0) this.#waiting[0]?.own();
  }

  newId(): string {
    return `k${++this.#ids}`;
  }
}

/** The page's whole logic with a fake network, clock and browser. */
export class FakeTab {
  readonly people = new People();
  readonly session: Session;
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly rooms: Rooms;
  keeper?: Keeper;
  /** The connection of the last attempt. */
  line: FakeLine | undefined;
  /** What happens to an attempt: `online` connects, the others fail. */
  network: "online" | "down" = "online";
  #close: (() => void) | undefined;
  #channel: ReturnType<FakeBrowser["channel"]> | undefined;
  readonly #browser: FakeBrowser;

  constructor(readonly server: FakeServer, readonly clock: FakeClock, browser: FakeBrowser) {
    this.#browser = browser;
    this.session = new Session({ api: this.#api(), people: this.people, clock });
    this.connection = new Connection({
      url: () => "ws://test/ws",
      open: () => this.#open(),
      whyRefused: () => this.session.whyRefused(),
      signInAgain: () => this.session.end(),
      clock,
    });
    this.outbox = new Outbox({
      open: () => Promise.resolve(browser.store),
      lock: (own) => browser.lock(this, own),
      channel: () => (this.#channel = browser.channel()),
      post: ({ clientId, room, text, thread }, ok, failed) =>
        this.connection.ask("message.post", { room, text, thread }, {
          id: clientId,
          ok: ({ seq }) => ok(seq),
          failed,
        }),
      clock,
      newId: () => browser.newId(),
    });
    this.rooms = new Rooms({
      self: () => this.session.user?.id,
      connection: this.connection,
      outbox: this.outbox,
      people: this.people,
      clock,
      shelf: () => ({
        getItem: (key) => browser.shelf.get(key) ?? null,
        setItem: (key, value) => void browser.shelf.set(key, value),
      }),
    });
  }

  /** Keeps what is needed without a network, from now on. */
  keepIn(kept: Kept): this {
    const { rooms, clock } = this;
    const { shelf } = this.#browser;
    const keeper = this.keeper = new Keeper({
      open: () => Promise.resolve(kept),
      rooms,
      clock,
      whenIdle: (task) => task(),
      shelf: () => ({
        getItem: (key) => shelf.get(key) ?? null,
        setItem: (key, value) => void shelf.set(key, value),
        removeItem: (key) => void shelf.delete(key),
      }),
    });
    rooms.recall = (room) => keeper.recallTail(room);
    return this;
  }

  /** Opens the page. */
  async start(): Promise<this> {
    this.#close = connectModels(this);
    const kept = await this.keeper?.recall((user, limits) => this.session.assume(user, limits));
    if (!kept) await this.session.load();
    await this.server.settle();
    return this;
  }

  /** Closes it, or kills it. */
  close(): void {
    this.connection.stop();
    this.#close?.();
    this.#browser.gone(this, this.#channel);
  }

  #open(): FakeLine {
    const { user } = this.#browser;
    if (this.network === "online" && user !== undefined) return this.line = this.server.connect(user);
    const line = this.line = this.server.connect("nobody");
    queueMicrotask(() => line.cut(1006));
    return line;
  }

  #api(): Api {
    const unused = () => Promise.reject(new Error("not part of this test"));
    return {
      getSession: () => {
        if (this.network === "down") return Promise.reject(new ApiError("network", "no network"));
        const { user } = this.#browser;
        if (user === undefined) return Promise.reject(new ApiError("unauthenticated", "Sign in first"));
        return Promise.resolve({ user: this.server.user(user), limits: DEFAULT_LIMITS });
      },
      postSession: (name) => {
        this.#browser.user = name;
        if (!this.server.users.has(name)) this.server.addUser(name);
        return Promise.resolve({ user: this.server.user(name), limits: DEFAULT_LIMITS });
      },
      deleteSession: () => Promise.resolve(void (this.#browser.user = undefined)),
      getRooms: unused,
      postRoom: unused,
    };
  }
}
