import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { withServer } from "../support/server.ts";

browserTest("emoji are found by German words, and a search understands German operators", async () => {
  await withServer({}, async (server) => {
    const bo = await server.connect({ username: "Bo" });
    await bo.ask({ type: "message.post", room: "lobby", text: "Tee ist fertig" });
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      const { page } = ada;
      await page.getByLabel("Dein Name").fill("Ada");
      await page.getByRole("button", { name: "Weiter" }).click();
      await ada.isIn();
      await ada.composer.pressSequentially(":katze");
      await page.getByRole("option").first().waitFor();
      await keepPicture(ada, "german_completion");
      await ada.composer.press("Tab");
      assertEquals(/^\p{RGI_Emoji} $/v.test(await ada.composer.inputValue()), true);
      await page.getByRole("button", { name: "Emoji", exact: true }).click();
      const picker = page.locator(".emoji-picker");
      await picker.getByLabel("Emoji suchen").fill("geburtstagskuchen");
      await picker.getByRole("option").getByText("🎂").waitFor();
      await page.keyboard.press("Escape");
      await ada.composer.fill("Mein Tee");
      await ada.composer.press("Enter");
      await ada.sees("Mein Tee");

      await page.getByRole("button", { name: "Nachrichten durchsuchen" }).click();
      const field = page.getByRole("searchbox");
      await page.getByText("von:mir findet deine eigenen").waitFor();
      await keepPicture(ada, "german_search_help");
      await page.getByRole("button", { name: "von:ada" }).click();
      assertEquals(await field.inputValue(), "von:");
      for (
        const [query, text] of [["Tee von:Bo nach:2020-01-01", "Tee ist fertig"], ["tee von:mir", "Mein Tee"]]
      ) {
        await field.fill(query!);
        let found: string[] = [];
        await eventually(
          async () => {
            await field.press("Enter");
            found = await page.locator(".search-excerpt").allTextContents();
            return JSON.stringify(found) === JSON.stringify([text]) || undefined;
          },
          () => `${query} finds ${found}`,
        );
      }
    }, { locale: "de-DE" });
  });
});
