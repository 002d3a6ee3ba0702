import type { BrowserContext, ConsoleMessage, Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import type { Path } from "./path.ts";

export interface PersonOptions {
  context: BrowserContext;
  path: Path;
  name: string;
}

/** Noise of a browser that has no network, or whose server is away. */
const NETWORK = /net::ERR_|WebSocket connection to |status of 50[023]/;
const SETTLED = "[role=log] article:not(.pending)";

/** Somebody at one page of a browser, driven as a script reads: `ada.say("hi")`, `bo.sees("hi")`. */
export class Person {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Between this browser and the server. */
  readonly path: Path;
  /** What the page told its console. */
  readonly console: string[] = [];
  readonly #tabs: Person[];
  readonly #allowed: RegExp[] = [];

  private constructor(page: Page, options: PersonOptions, tabs: Person[]) {
    this.page = page;
    this.name = options.name;
    this.context = options.context;
    this.path = options.path;
    this.#tabs = tabs;
    tabs.push(this);
    page.on("console", (message) => this.console.push(describe(message)));
    page.on("pageerror", (error) => this.console.push(`error: uncaught ${error.stack ?? error}`));
  }

  static async open(options: PersonOptions, tabs: Person[] = []): Promise<Person> {
    const person = new Person(await options.context.newPage(), options, tabs);
    await person.page.goto(options.path.url);
    return person;
  }

  /** The same person at a second tab of the same browser. */
  async anotherTab(): Promise<Person> {
    const tab = await Person.open(this, this.#tabs);
    tab.#allowed.push(...this.#allowed);
    await tab.isIn();
    return tab;
  }

  /** The message box. */
  get composer(): Locator {
    return this.page.locator("#composer");
  }

  get log(): Locator {
    return this.page.getByRole("log");
  }

  get sidebar(): Locator {
    return this.page.getByRole("navigation", { name: "Rooms" });
  }

  async signIn(name = this.name): Promise<void> {
    await this.page.getByLabel("Your name").fill(name);
    await this.page.getByRole("button", { name: "Continue", exact: true }).click();
    await this.isIn();
  }

  /** Waits until the open room's messages are there. */
  async isIn(): Promise<void> {
    await this.composer.waitFor();
    await this.page.locator("[role=log] .beginning, [role=log] .older").first().waitFor({
      state: "attached",
    });
  }

  async say(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await this.composer.fill(text);
      await this.page.getByRole("button", { name: "Send" }).click();
    }
  }

  /** Waits until these messages stand in the log, each once, in this order and next to each other. */
  async sees(...texts: string[]): Promise<void> {
    let seen: string[] = [];
    await eventually(
      async () => {
        seen = await this.messages();
        const first = seen.indexOf(texts[0]!);
        const found = texts.every((text, index) =>
          seen.indexOf(text) === first + index && seen.lastIndexOf(text) === first + index
        );
        return found ? true : undefined;
      },
      () => `${this.name} does not see ${JSON.stringify(texts)}, but ${JSON.stringify(seen)}`,
    );
  }

  /** Waits until the log has these messages and no others. */
  async seesOnly(...texts: string[]): Promise<void> {
    await this.#reads("sees", texts, () => this.messages());
  }

  /** Waits until these messages of one's own, and no others, are shown as not sent yet. */
  async seesWaiting(...texts: string[]): Promise<void> {
    await this.#reads("has waiting", texts, () => this.waiting());
  }

  /** Waits until the page shows this text somewhere. */
  async reads(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** The messages of the log that are stored by the server, as far as they are on the page. */
  messages(): Promise<string[]> {
    return this.page.locator(`${SETTLED} .text`).evaluateAll((texts) =>
      texts.map((text) => {
        const alone = text.cloneNode(true) as Element;
        alone.querySelector(".edited")?.remove();
        return alone.textContent ?? "";
      })
    );
  }

  /** The message that says this. */
  message(text: string): Locator {
    const said = this.page.locator(".text", { hasText: text });
    return this.page.locator("[role=log] article").filter({ has: said });
  }

  /** Does something with a message by the tools that show when the mouse is over it. */
  async use(tool: "React" | "Reply" | "Reply in thread" | "Edit" | "More", text: string): Promise<void> {
    await this.message(text).locator(".text").hover();
    await this.page.getByRole("toolbar", { name: "Message" }).getByRole("button", { name: tool, exact: true })
      .click();
  }

  waiting(): Promise<string[]> {
    return this.page.locator("[role=log] article.pending .text").allTextContents();
  }

  /** The lines about who came and went. */
  notices(): Promise<string[]> {
    return this.page.locator("[role=log] .notices").allTextContents();
  }

  /** The link of a room in the list. */
  room(name: string): Locator {
    return this.sidebar.getByRole("link", { name });
  }

  async openRoom(name: string): Promise<void> {
    await this.room(name).click();
    await this.page.getByRole("heading", { level: 1, name }).waitFor();
    await this.isIn();
  }

  async createRoom(name: string, topic = ""): Promise<void> {
    await this.page.getByRole("button", { name: "New room" }).click();
    const dialog = this.page.getByRole("dialog", { name: "New room" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("Topic").fill(topic);
    await dialog.getByRole("button", { name: "Create room" }).click();
    await this.page.getByRole("heading", { level: 1, name }).waitFor();
    await this.isIn();
  }

  async joinRoom(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Browse rooms" }).click();
    await this.page.getByRole("button", { name: `Join ${name}` }).click();
    await this.page.getByRole("heading", { level: 1, name }).waitFor();
    await this.isIn();
  }

  /** Opens the direct room with somebody, by keyboard alone once the dialog is there. */
  async writeTo(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "New direct message" }).click();
    const dialog = this.page.getByRole("dialog", { name: "New direct message" });
    await dialog.getByLabel("Find people").waitFor();
    await this.page.keyboard.type(name);
    await dialog.getByRole("button", { name: new RegExp(`^${name}`) }).waitFor();
    await dialog.getByRole("list", { name: "People" }).getByRole("listitem").nth(1).waitFor({
      state: "detached",
    });
    await this.page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: `Take ${name} out` }).waitFor();
    await dialog.getByRole("button", { name: "Open" }).press("Enter");
    await this.page.getByRole("heading", { level: 1, name }).waitFor();
    await this.isIn();
  }

  /** Takes an item of the open room's menu. */
  async roomMenu(item: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Menu of / }).click();
    await this.page.getByRole("group", { name: "Room", exact: true }).getByText(item, { exact: true })
      .click();
  }

  /** Waits until the list shows so many unread messages of a room. */
  async seesUnread(name: string, count: number): Promise<void> {
    let seen = "";
    const wanted = count === 0 ? "" : String(count);
    await eventually(
      async () => {
        seen = (await this.room(name).locator(".pill").allTextContents()).join();
        return seen === wanted ? true : undefined;
      },
      () => `${this.name} sees "${seen}" unread in ${name}, not "${wanted}"`,
    );
  }

  async renameTo(name: string): Promise<void> {
    await this.menu("Change name");
    const dialog = this.page.getByRole("dialog", { name: "Change your name" });
    await dialog.getByLabel("Your name").fill(name);
    await dialog.getByRole("button", { name: "Change name" }).click();
    await dialog.waitFor({ state: "detached" });
  }

  /** Chooses what the menu under one's own name has. */
  async menu(item: string): Promise<void> {
    await this.page.locator(".you-button").click();
    await this.page.getByRole("button", { name: item }).click();
  }

  async logOut(): Promise<void> {
    await this.menu("Log out");
  }

  async isSignedOut(): Promise<void> {
    await this.page.getByRole("button", { name: "Continue", exact: true }).waitFor();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.isIn();
  }

  /** The browser knows that it has no network, and the connection is cut. */
  async goOffline(): Promise<void> {
    this.expectsTrouble();
    await this.context.setOffline(true);
    this.path.cut();
    await this.reads(/Offline, as of .* — messages will be sent when you are back/);
  }

  async comeBack(): Promise<void> {
    this.path.heal();
    await this.context.setOffline(false);
    await this.isConnected();
  }

  async isConnected(): Promise<void> {
    await this.sidebar.getByText("Online", { exact: true }).waitFor();
  }

  /** Waits until the browser keeps the page for times without a network. */
  async keepsPage(): Promise<void> {
    const kept = await this.page.evaluate(async () => {
      const { serviceWorker } = navigator;
      await serviceWorker.ready;
      if (serviceWorker.controller !== null) return true;
      return await new Promise<boolean>((taken) => {
        serviceWorker.addEventListener("controllerchange", () => taken(true), { once: true });
        setTimeout(() => taken(false), 5_000);
      });
    });
    // A page that was on its way while the worker took over the others is its own from the next load on.
    if (!kept) await this.reload();
  }

  /** What the browser keeps of this person, as text: a draft here, a message there. */
  async kept(): Promise<string> {
    return await this.page.evaluate(async () => {
      const found: unknown[] = [{ ...localStorage }];
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name!);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        for (const store of database.objectStoreNames) {
          const all = database.transaction(store).objectStore(store).getAll();
          found.push(await new Promise((resolve) => all.onsuccess = () => resolve(all.result)));
        }
        database.close();
      }
      return JSON.stringify(found);
    });
  }

  /** Waits until the browser keeps all these texts. */
  async keeps(...texts: string[]): Promise<void> {
    let kept = "";
    await eventually(
      async () => {
        kept = await this.kept();
        return texts.every((text) => kept.includes(text)) || undefined;
      },
      () => `${this.name}'s browser does not keep ${texts.filter((text) => !kept.includes(text))}: ${kept}`,
    );
  }

  /** From now on the console of all tabs may tell that the network or the server is away. */
  expectsTrouble(): void {
    this.expects(NETWORK);
  }

  /** Errors in the console that this test means to happen. */
  expects(fault: RegExp): void {
    for (const tab of this.#tabs) tab.#allowed.push(fault);
  }

  /** What went wrong on this page that no test asked for. */
  faults(): string[] {
    return this.console.filter((line) =>
      line.startsWith("error") && !this.#allowed.some((fault) => fault.test(line))
    );
  }

  async #reads(verb: string, texts: string[], read: () => Promise<string[]>): Promise<void> {
    let seen: string[] = [];
    await eventually(
      async () => {
        seen = await read();
        return JSON.stringify(seen) === JSON.stringify(texts) ? true : undefined;
      },
      () => `${this.name} ${verb} ${JSON.stringify(seen)}, not ${JSON.stringify(texts)}`,
    );
  }
}

function describe(message: ConsoleMessage): string {
  return `${message.type()}: ${message.text()} (${message.location().url})`;
}
