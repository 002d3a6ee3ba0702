import type { Browser, BrowserContextOptions } from "playwright-core";
import { CHROMIUM, launchChromium } from "./chromium.ts";
import { Path } from "./path.ts";
import { Person } from "./person.ts";

const ARTIFACTS = new URL("../../artifacts/", import.meta.url);

let browser: Browser | undefined;
let running = "";

/** Registers a test that needs a browser; where there is none it is left out, and its name says so. */
export function browserTest(
  name: string,
  run: () => Promise<void>,
  options: Pick<Deno.TestDefinition, "sanitizeOps" | "sanitizeResources"> = {},
): void {
  if (CHROMIUM === undefined) {
    Deno.test({ name: `${name} (ignored: no Chromium)`, ignore: true, fn: run });
    return;
  }
  Deno.test({
    ...options,
    name,
    async fn() {
      running = name;
      await run();
    },
  });
}

if (CHROMIUM !== undefined) {
  // Once for the tests of a file, and in hooks: what begins in a test has to end in it.
  Deno.test.beforeAll(async () => void (browser = await launchChromium()));
  Deno.test.afterAll(async () => await browser?.close());
}

export type People<Name extends string> = Record<Lowercase<Name>, Person>;

/**
 * Opens a browser of its own for each of these people, signs them in under their names, and closes all when `use` is
 * over. No page may have had an error that the test did not expect. What was to be seen at a failure is kept.
 */
export async function withPeople<const Name extends string>(
  server: { url: string },
  names: readonly Name[],
  use: (people: People<Name>) => Promise<void>,
): Promise<void> {
  await withVisitors(server, names, async (people) => {
    for (const person of Object.values<Person>(people)) await person.signIn();
    await use(people);
  });
}

/** As withPeople(), but nobody is signed in, and the browsers may be of another size or taste. */
export async function withVisitors<const Name extends string>(
  server: { url: string },
  names: readonly Name[],
  use: (people: People<Name>) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const opened: { close(): Promise<void> }[] = [];
  const tabs: Person[] = [];
  const people: Record<string, Person> = {};
  try {
    for (const name of names) {
      const path = new Path(server.url);
      opened.push(path);
      const context = await browser!.newContext({ locale: "en-GB", ...options });
      opened.push(context);
      await context.addInitScript(reportViolations);
      people[name.toLowerCase()] = await Person.open({ context, path, name }, tabs);
    }
    await use(people as People<Name>);
    const faults = tabs.flatMap((tab) => tab.faults().map((fault) => `${tab.name}: ${fault}`));
    if (faults.length > 0) throw new Error(`A page had errors:\n${faults.join("\n")}`);
  } catch (error) {
    for (const [index, tab] of tabs.entries()) await keepEvidence(tab, index).catch(console.error);
    throw error;
  } finally {
    for (const one of opened.reverse()) await one.close();
  }
}

/** Keeps a picture of the page in artifacts/, outside git. */
export async function keepPicture(person: Person, name: string): Promise<void> {
  await Deno.mkdir(ARTIFACTS, { recursive: true });
  await person.page.screenshot({ path: new URL(`${name}.png`, ARTIFACTS).pathname });
}

/** Runs in the page. */
function reportViolations(): void {
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
    console.error(`Content-Security-Policy is violated: ${violatedDirective} ${blockedURI} ${sample}`);
  });
}

/** What somebody wants to see who was not there: the page, its DOM, its console. */
async function keepEvidence(tab: Person, index: number): Promise<void> {
  const name = `${running.replaceAll(/[^\p{L}\p{N}]+/gu, "_").slice(0, 80)}-${index + 1}-${tab.name}`;
  await Deno.mkdir(ARTIFACTS, { recursive: true });
  const keep = (end: string, text: string) => Deno.writeTextFile(new URL(`${name}.${end}`, ARTIFACTS), text);
  await keep("console.txt", tab.console.join("\n"));
  if (tab.page.isClosed()) return;
  await keepPicture(tab, name);
  await keep("html", await tab.page.content());
  console.error(`--- ${tab.name}'s page\n${await tab.page.locator("body").innerText()}\n---`);
}
