import { assertEquals } from "@std/assert";
import type { BrowserContextOptions } from "playwright-core";
import { browserTest, keepPicture, withVisitors } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

const SIZES: Record<string, BrowserContextOptions> = {
  desktop: {},
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

for (const [size, options] of Object.entries(SIZES)) {
  browserTest(`emoji are picked from a grid, with their tone, and remembered, on a ${size}`, async () => {
    await withServer({}, async (server) => {
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        await ada.signIn();
        const { page } = ada;
        const open = () => page.getByRole("button", { name: "Emoji" }).click();
        const picker = page.locator(".emoji-picker");
        await ada.composer.fill("good morning");
        await open();
        await picker.getByRole("option", { name: "grinning", exact: true }).waitFor();
        await keepPicture(ada, `emoji-${size}`);
        await picker.getByRole("button", { name: "Food & Drink" }).click();
        await picker.getByRole("option", { name: "coffee" }).click();
        await picker.waitFor({ state: "detached" });
        assertEquals(await ada.composer.inputValue(), "good morning☕");

        await open();
        assertEquals(await picker.getByRole("option").allTextContents(), ["☕"]);
        await picker.getByRole("button", { name: "Medium dark" }).click();
        await picker.getByLabel("Find an emoji").fill("thumbs up");
        await picker.getByRole("option").first().getByText("👍🏾").waitFor();
        await picker.getByLabel("Find an emoji").press("Enter");
        assertEquals(await ada.composer.inputValue(), "good morning☕👍🏾");
        await ada.page.getByRole("button", { name: "Send" }).click();
        await ada.sees("good morning☕👍🏾");

        await ada.reload();
        await open();
        await picker.getByRole("option").nth(1).waitFor();
        assertEquals(await picker.getByRole("option").allTextContents(), ["👍🏾", "☕"]);
        await picker.getByLabel("Find an emoji").fill("zzzz");
        await picker.getByText("No such emoji").waitFor();
        // All of it is on the page.
        const box = (await page.locator(".emoji-popover").boundingBox())!;
        const { width, height } = page.viewportSize()!;
        assertEquals(
          [box.x >= 0, box.y >= 0, box.x + box.width <= width, box.y + box.height <= height],
          Array(4).fill(true),
        );
        await page.keyboard.press("Escape");
        await picker.waitFor({ state: "detached" });
      }, options);
    });
  });
}
