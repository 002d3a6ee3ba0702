import { assertEquals } from "@std/assert";
import { browserTest, withVisitors } from "../support/browser.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

browserTest("keys that are pressed before their script is there do their work when it is", async () => {
  await withServer({}, async (server) => {
    // A service worker would have the page's files.
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      const { keyboard } = ada.page;
      let goOn = await holdLater(ada);
      await keyboard.press("Control+k");
      assertEquals(await ada.page.getByRole("dialog").count(), 0);
      await goOn();
      await ada.page.getByRole("combobox", { name: "Room" }).waitFor();

      goOn = await holdLater(ada);
      await ada.composer.blur();
      await keyboard.type("/unfl");
      assertEquals(await ada.composer.inputValue(), "/unfl");
      await goOn();
      await ada.page.getByRole("option", { name: /unflip/ }).waitFor();
    }, { serviceWorkers: "block" });
  });
});

/** Loads the page again, but for what comes after its first view: that comes when the returned function is called. */
async function holdLater({ page }: Person): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/assets/later*.js", async (route) => {
    await promise;
    await route.continue();
  });
  await page.reload();
  await page.locator("#composer").waitFor();
  return async () => {
    resolve();
    await page.unrouteAll({ behavior: "wait" });
  };
}
