import { assertEquals } from "@std/assert";
import { browserTest, withVisitors } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

/** A service worker would have the page and its files. */
const NO_WORKER = { serviceWorkers: "block" } as const;

browserTest(
  "the last messages are seen before the script of the page is there, which then takes over",
  async () => {
    await withServer({}, async (server) => {
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        await ada.signIn();
        await ada.createRoom("garden");
        await ada.say("peas", "<i>beans</i> & leeks");
        await ada.sees("peas", "<i>beans</i> & leeks");
        // Without what this browser keeps: as for somebody who has cleared it, or comes for the first time today.
        await ada.context.addInitScript(() => {
          Object.defineProperty(navigator, "serviceWorker", { value: undefined, configurable: true });
        });
        const { promise: goOn, resolve } = Promise.withResolvers<void>();
        await ada.page.route("**/assets/*.js", async (route) => {
          await goOn;
          await route.continue();
        });
        const reloaded = ada.page.reload();
        const rows = ada.page.locator(".first-rows article .text");
        await rows.nth(1).waitFor();
        assertEquals(await rows.allTextContents(), ["peas", "<i>beans</i> & leeks"]);
        assertEquals(await ada.composer.count(), 0);
        resolve();
        await reloaded;
        await ada.isIn();
        await ada.seesOnly("peas", "<i>beans</i> & leeks");
        assertEquals(await ada.log.count(), 1);
        await ada.say("carrots");
        await ada.seesOnly("peas", "<i>beans</i> & leeks", "carrots");
        await ada.page.unrouteAll();
      }, NO_WORKER);
    });
  },
);
