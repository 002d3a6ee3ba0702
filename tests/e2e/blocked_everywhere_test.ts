import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { browserTest, keepPicture, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { withServer } from "../support/server.ts";

const LINE = "Message of Bo, whom you blocked";

browserTest(
  "what a blocked person wrote is folded in quotes, threads, pins, saved and found messages until a press shows it, and is not announced",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo", "Cy"], async ({ ada, bo, cy }) => {
        const { page } = ada;
        await ada.createRoom("tea");
        await bo.joinRoom("tea");
        await cy.joinRoom("tea");
        await bo.say("buy peas");
        await ada.sees("buy peas");
        await ada.use("More", "buy peas");
        await page.getByRole("button", { name: "Pin", exact: true }).click();
        await ada.use("More", "buy peas");
        await page.getByRole("button", { name: "Save for later" }).click();
        await ada.use("Reply", "buy peas");
        await ada.composer.fill("no thanks");
        await ada.composer.press("Enter");
        await bo.use("Reply in thread", "buy peas");
        await bo.page.locator("#thread-composer").fill("peas again");
        await bo.page.locator("#thread-composer").press("Enter");
        await bo.page.getByRole("button", { name: "Close the thread" }).click();
        await page.getByRole("button", { name: "1 reply" }).waitFor();

        await ada.use("More", "buy peas");
        await page.getByRole("button", { name: "Block Bo…" }).click();
        await page.getByRole("dialog", { name: "Block Bo?" }).getByRole("button", {
          name: "Block",
          exact: true,
        }).click();
        await page.locator("article.folded").waitFor();
        const quote = page.locator(".quote");
        assertEquals(await quote.innerText(), LINE);

        await bo.say("@Ada buy more peas");
        await page.locator("article.folded").nth(1).waitFor();
        await cy.say("hello");
        await page.locator("[data-announcer]").getByText("Cy: hello").waitFor({ state: "attached" });
        assertEquals(await page.locator("[data-announcer]").textContent(), "Cy: hello");
        assertEquals(await page.locator(".called").count(), 0);

        await page.getByRole("button", { name: "Pinned messages" }).click();
        const pins = page.getByRole("dialog", { name: "Pinned messages" });
        await pins.getByText(LINE).waitFor();
        assertEquals(await page.getByText("buy peas").count(), 0);
        await keepPicture(ada, "blocked_pins");
        await page.keyboard.press("Escape");

        await search(page, "peas");
        const found = page.getByRole("list", { name: "Messages found" });
        // What was just said is found a moment after.
        await eventually(
          async () => {
            await page.getByRole("searchbox").press("Enter");
            return await found.getByText(LINE).count() === 3 || undefined;
          },
          () => "Not all was found",
        );
        assertEquals(await found.locator("mark").count(), 0);
        await keepPicture(ada, "blocked_search");
        await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();

        await page.getByRole("button", { name: "Saved messages" }).click();
        const saved = page.getByRole("dialog", { name: "Saved messages" });
        await saved.getByText(LINE).waitFor();
        assertEquals(await page.getByText("buy peas").count(), 0);
        await keepPicture(ada, "blocked_saved");
        await saved.getByRole("button", { name: /^Show the message of Bo/ }).click();
        await saved.getByText("buy peas").waitFor();
        await page.keyboard.press("Escape");
        // Shown here is shown everywhere.
        await quote.getByText("buy peas").waitFor();
        await page.getByRole("button", { name: "1 reply" }).click();
        const thread = page.getByRole("complementary", { name: "Thread" });
        await thread.getByText("buy peas").waitFor();
        await thread.getByText(LINE).waitFor();
        assertEquals(await page.getByText("peas again").count(), 0);
        await keepPicture(ada, "blocked_thread");
        await thread.getByRole("button", { name: /^Show the message of Bo/ }).click();
        await thread.getByText("peas again").waitFor();
      });
    });
  },
);

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: "Search messages" }).click();
  await page.getByRole("searchbox").fill(words);
}
