import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, withVisitors } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

browserTest(
  "who reads German first is spoken to in German from the first page on, also without a network",
  async () => {
    await withServer({}, async (server) => {
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const { page } = ada;
        await page.getByLabel("Dein Name").fill("Ada");
        assertEquals(await page.locator("html").getAttribute("lang"), "de");
        await keepPicture(ada, "german-sign-in");
        await page.getByRole("button", { name: "Weiter" }).click();
        await ada.isIn();
        await ada.composer.fill("Guten Morgen");
        await ada.composer.press("Enter");
        await ada.sees("Guten Morgen");
        await page.getByRole("heading", { name: "Räume" }).waitFor();
        await ada.composer.fill("/kick niemand");
        await ada.composer.press("Enter");
        await page.getByText("niemand ist nicht in diesem Raum").waitFor();
        ada.expects(/status of 400/);
        await ada.composer.fill("/nick a b");
        await ada.composer.press("Enter");
        await page.getByText("Ein Name hat keine Leerzeichen: Schreib stattdessen „-“").waitFor();
        await ada.composer.fill("");
        await keepPicture(ada, "german-room");
        await page.keyboard.press("Control+/");
        const help = page.getByRole("dialog", { name: "Tastenkürzel" });
        await help.getByText("Strg").first().waitFor();
        await help.getByText("Nachrichten durchsuchen").waitFor();
        await keepPicture(ada, "german-shortcuts");
        await page.keyboard.press("Escape");

        await ada.keepsPage();
        await ada.keeps("Guten Morgen");
        ada.expectsTrouble();
        ada.path.cut();
        await page.reload();
        await page.getByText("Guten Morgen").waitFor();
        await page.getByRole("heading", { name: "Räume" }).waitFor();
        ada.path.heal();
      }, { locale: "de-AT" });
    });
  },
);

browserTest(
  "the language is chosen in the appearance dialog, shown at once, and kept in this browser",
  async () => {
    await withServer({}, async (server) => {
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const { page } = ada;
        await ada.signIn();
        await page.locator(".you-button").click();
        await page.getByRole("button", { name: "Appearance" }).click();
        await page.locator("label", { hasText: "Deutsch" }).click();
        const dialog = page.getByRole("dialog", { name: "Darstellung" });
        await dialog.waitFor();
        assertEquals(await page.locator("html").getAttribute("lang"), "de");
        await keepPicture(ada, "german-appearance");
        await page.keyboard.press("Escape");
        await page.getByRole("heading", { name: "Räume" }).waitFor();
        await ada.reload();
        await page.getByRole("heading", { name: "Räume" }).waitFor();

        await page.locator(".you-button").click();
        await page.locator(".menu button", { hasText: "Darstellung" }).click();
        await dialog.locator("label", { hasText: "English" }).click();
        await page.getByRole("dialog", { name: "Appearance" }).waitFor();
        await page.keyboard.press("Escape");
        await page.getByRole("heading", { name: "Rooms" }).waitFor();
        assertEquals(await page.locator("html").getAttribute("lang"), "en");
      });
    });
  },
);
