import { assert, assertEquals } from "@std/assert";
import { browserTest, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "100000", MESSAGE_BURST: "100000" };

browserTest(
  "what one person says another finds, and opens it where it was said, far back in another room",
  async () => {
    await withServer(FAST, async (server) => {
      const bot = await server.connect({ username: "Robin" });
      await withVisitors(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await Promise.all([ada.signIn(), bo.signIn()]);
        await ada.say("The kettle stands in the kitchen");
        await ada.sees("The kettle stands in the kitchen");
        // So much comes after it that it is on no page that is loaded.
        for (let number = 1; number < 400; number++) {
          bot.send({ type: "message.post", room: "lobby", text: `line ${number}` });
        }
        await bot.ask({ type: "message.post", room: "lobby", text: "line 400" });
        await bo.page.reload();
        await bo.isIn();
        await bo.page.getByRole("button", { name: "New room" }).click();
        await bo.page.getByLabel("Name", { exact: true }).fill("garden");
        await bo.page.getByRole("button", { name: "Create room" }).click();
        await bo.page.getByRole("heading", { level: 1, name: "garden" }).waitFor();

        await bo.page.keyboard.press("Control+Shift+F");
        await find(bo, "KETTLE from:ada in:lobby", "1 message, newest first");
        assertEquals(await bo.page.locator(".search-results mark").allTextContents(), ["kettle"]);
        await bo.page.keyboard.press("ArrowDown");
        await bo.page.keyboard.press("Enter");
        await bo.page.getByRole("heading", { level: 1, name: "lobby" }).waitFor();
        const row = bo.page.locator("article", { hasText: "The kettle stands" });
        await row.waitFor();
        await eventually(
          async () => await isInView(bo, "The kettle stands") ? true : undefined,
          () => "The message is not in view",
        );
        await eventually(
          async () => await row.evaluate((element) => element === document.activeElement) || undefined,
          () => "The message has not the focus",
        );
        // Its neighbours are there, and between them and the newest a hole that can be filled.
        await bo.sees("The kettle stands in the kitchen", "line 1", "line 2");

        // Who comes back to the search finds it as it was; another room has nothing of it.
        await bo.page.getByRole("button", { name: "Search messages" }).click();
        await bo.page.locator(".search-results mark").waitFor();
        await bo.page.getByRole("searchbox").fill("kettle in:garden");
        await bo.page.getByText("Nothing was found.").waitFor();
        await bo.page.getByRole("searchbox").fill("kettle before:soon");
        await bo.page.getByText("'before:soon' is no date: write it as 2026-11-01").waitFor();
      });
    });
  },
);

browserTest("a reader goes through all that was found, page by page, on a phone as well", async () => {
  await withServer(FAST, async (server) => {
    const bot = await server.connect({ username: "Robin" });
    for (let number = 1; number < 50; number++) {
      bot.send({ type: "message.post", room: "lobby", text: `tea ${number}` });
    }
    await bot.ask({ type: "message.post", room: "lobby", text: "tea 50" });
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      await ada.page.getByRole("button", { name: "All rooms" }).click();
      await ada.page.getByRole("button", { name: "Search messages" }).click();
      await ada.page.getByRole("button", { name: "from:ada" }).click();
      assertEquals(await ada.page.getByRole("searchbox").inputValue(), "from:");
      await find(ada, "tea", "20 messages and more, newest first");
      for (const text of ["40 messages and more, newest first", "50 messages, newest first"]) {
        await ada.page.getByRole("button", { name: "Show more" }).click();
        await ada.page.getByText(text).waitFor();
      }
      const found = await ada.page.locator(".search-excerpt").allTextContents();
      assertEquals(found, Array.from({ length: 50 }, (_, index) => `tea ${50 - index}`));
      const { scrollWidth, clientWidth } = await ada.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.querySelector(".search-results")!;
        return { scrollWidth, clientWidth };
      });
      assert(scrollWidth <= clientWidth, "nothing is wider than the phone");
      await ada.page.locator(".search-result").last().click();
      await eventually(
        async () => await isInView(ada, "tea 1") ? true : undefined,
        () => "The oldest is not in view",
      );
    }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  });
});

/** Types a search, and waits until it says how much was found: what was just said is found a moment after. */
async function find(person: Person, query: string, told: string): Promise<void> {
  const field = person.page.getByRole("searchbox");
  await field.fill(query);
  await eventually(
    async () => {
      await field.press("Enter");
      const status = await person.page.locator("#search-status").textContent();
      return status === told ? true : undefined;
    },
    async () => `It says: ${await person.page.locator("#search-status").textContent()}`,
  );
}

async function isInView(person: Person, text: string): Promise<boolean> {
  return await person.page.evaluate((text) => {
    const rows = [...document.querySelectorAll("[role=log] article .text")];
    const row = rows.find((row) => row.textContent!.startsWith(text))?.getBoundingClientRect();
    const view = document.querySelector("[role=log]")!.getBoundingClientRect();
    return row !== undefined && row.top >= view.top && row.bottom <= view.bottom;
  }, text);
}
