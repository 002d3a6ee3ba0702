import { chromium } from "playwright-core";
import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, withPeople } from "../support/browser.ts";
import { CHROMIUM, CHROMIUM_ARGS } from "../support/chromium.ts";
import { Path } from "../support/path.ts";
import { Person } from "../support/person.ts";
import { type TestServer, withServer } from "../support/server.ts";

const TEXTS = ["one", "two", "three", "four", "five"];

browserTest("what waits can be changed and taken back in any tab before it is sent", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.keepsPage();
      const second = await ada.anotherTab();
      await ada.goOffline();
      for (const text of ["won", "too", "three"]) await ada.say(text);
      await second.seesWaiting("won", "too", "three");
      await second.page.locator("article", { hasText: "won" }).getByRole("button", { name: "Edit" }).click();
      await second.page.getByLabel("Edit the message that waits").fill("one");
      await keepPicture(second, "editing_what_waits");
      await second.page.getByRole("button", { name: "Save", exact: true }).click();
      await second.page.locator("article", { hasText: "too" }).getByRole("button", { name: "Take back" })
        .click();
      for (const tab of [ada, second]) await tab.seesWaiting("one", "three");
      await keepPicture(ada, "what_waits");
      await ada.comeBack();
      for (const person of [ada, second, bo]) await person.seesOnly("one", "three");
    });
  });
});

browserTest(
  "what two tabs wrote without a network is there after the browser was killed, once and in order",
  async () => {
    await withServer({}, async (server) => {
      const profile = await Deno.makeTempDir({ prefix: "parley-profile-" });
      const path = new Path(server.url);
      try {
        // Yesterday: the browser ends in good order, and has written its cookie.
        await withBrowser(profile, path, async (open) => {
          const ada = await open();
          await ada.signIn();
          await ada.keepsPage();
          await ada.say("before");
          await ada.keeps("before");
        });
        path.cut();
        await withBrowser(profile, path, async (open, kill) => {
          const tabs = [await open(), await open()];
          await Promise.all(tabs.map((tab) => tab.isIn()));
          for (const [index, text] of TEXTS.entries()) {
            await tabs[index % 2]!.say(text);
            for (const tab of tabs) await tab.seesWaiting(...TEXTS.slice(0, index + 1));
          }
          await kill();
        });
        path.heal();
        await withBrowser(profile, path, async (open) => {
          const ada = await open();
          await ada.isIn();
          await ada.seesOnly("before", ...TEXTS);
          await ada.seesWaiting();
        });
        assertEquals(await storedTexts(server), ["before", ...TEXTS]);
      } finally {
        await path.close();
        await Deno.remove(profile, { recursive: true });
      }
    });
  },
);

async function storedTexts(server: TestServer): Promise<string[]> {
  const bo = await server.connect({ username: "bo" });
  const { events } = await bo.ask({ type: "history", room: "lobby", limit: 100 });
  return events.filter((event) => event.type === "message.posted").map((event) => event.message.text);
}

/** A browser with a profile that outlives it, as long as `use` runs. */
async function withBrowser(
  profile: string,
  path: Path,
  use: (open: () => Promise<Person>, kill: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: [...CHROMIUM_ARGS],
    locale: "en-GB",
  });
  const kill = async () => {
    const ended = new Promise((resolve) => context.once("close", resolve));
    Deno.kill(await findBrowser(profile), "SIGKILL");
    await ended;
  };
  try {
    await use(() => Person.open({ context, path, name: "Ada" }), kill);
  } finally {
    await context.close();
  }
}

/** The process that is the browser of a profile: its children have a type. */
async function findBrowser(profile: string): Promise<number> {
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const line = await Deno.readTextFile(`/proc/${name}/cmdline`).catch(() => "");
    if (line.includes(`--user-data-dir=${profile}`) && !line.includes("--type=")) return Number(name);
  }
  throw new Error("The browser is not found among the processes");
}
