import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, withPeople } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

browserTest(
  "an action is worded as one where it is announced, quoted, pinned, found, saved, and where it mentions",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        const { page } = ada;
        await bo.say("/me waves to @Ada");
        await ada.sees("Bo waves to @Ada");
        const announcer = page.locator("[data-announcer]");
        await announcer.getByText("Bo waves to @Ada").waitFor({ state: "attached" });
        assertEquals(await announcer.textContent(), "Bo waves to @Ada");

        await ada.use("Reply", "Bo waves");
        await ada.composer.fill("hello");
        await ada.composer.press("Enter");
        const quote = page.locator(".quote");
        await quote.waitFor();
        assertEquals(await quote.innerText(), "Bo waves to @Ada");
        await ada.use("More", "Bo waves");
        await page.getByRole("button", { name: "Pin", exact: true }).click();
        await ada.use("More", "Bo waves");
        await page.getByRole("button", { name: "Save for later" }).click();

        await page.getByRole("button", { name: "Pinned messages" }).click();
        const pinned = page.locator(".pins .pin-text");
        await pinned.waitFor();
        assertEquals(await pinned.innerText(), "Bo waves to @Ada");
        assertEquals(await page.locator(".pins bdi").count(), 0);
        await page.keyboard.press("Escape");

        for (const list of ["Saved messages", "Mentions"]) {
          await page.getByRole("button", { name: list }).click();
          const text = page.getByRole("dialog", { name: list }).locator(".text");
          await text.waitFor();
          assertEquals(await text.textContent(), "Bo waves to @Ada");
          assertEquals(await page.locator(".mention-head .author").count(), 0);
          await page.keyboard.press("Escape");
        }

        await page.getByRole("button", { name: "Search messages" }).click();
        await page.getByRole("searchbox").fill("waves");
        const found = page.locator(".search-excerpt");
        await found.waitFor();
        assertEquals(await found.textContent(), "Bo waves to @Ada");
        assertEquals(await page.locator(".search-result-head .author").count(), 0);
        await keepPicture(ada, "action_found");
      });
    });
  },
);
