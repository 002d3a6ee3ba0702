import { assert, assertEquals } from "@std/assert";
import { browserTest, keepPicture, withVisitors } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

browserTest("themes, text sizes and motion are chosen, shown at once and kept in this browser", async () => {
  await withServer({}, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      const { page } = ada;
      await ada.signIn();
      await ada.say("**hello**");
      const look = () =>
        page.evaluate(() => {
          const { backgroundColor, color } = getComputedStyle(document.body);
          const { fontSize } = getComputedStyle(document.querySelector(".text")!);
          const { transitionDuration } = getComputedStyle(document.querySelector("button.send")!);
          return {
            backgroundColor,
            color,
            size: parseFloat(fontSize),
            still: /^(?:0s,? ?)+$/.test(transitionDuration),
          };
        });
      await page.locator(".you-button").click();
      await page.getByRole("button", { name: "Appearance" }).click();
      const dialog = page.getByRole("dialog", { name: "Appearance" });
      const choose = (name: string, exact = true) =>
        dialog.locator("label").filter({ has: page.getByRole("radio", { name, exact }) }).click();
      const usual = await look();

      await choose("Dark");
      assertEquals((await look()).backgroundColor, "rgb(23, 25, 28)");
      await choose("High contrast");
      const { backgroundColor, color } = await look();
      assertEquals([backgroundColor, color], ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
      await page.emulateMedia({ colorScheme: "dark" });
      assertEquals((await look()).backgroundColor, "rgb(0, 0, 0)");
      await keepPicture(ada, "appearance-contrast-dark");
      await choose("Light");
      assertEquals((await look()).backgroundColor, usual.backgroundColor);
      await choose("Large");
      assert((await look()).size > usual.size);
      await choose("Small");
      assert((await look()).size < usual.size);
      assertEquals(usual.still, false);
      await choose("Less");
      assertEquals((await look()).still, true);

      const chosen = await look();
      await page.keyboard.press("Escape");
      await ada.reload();
      assertEquals(await look(), chosen);
    });
  });
});
