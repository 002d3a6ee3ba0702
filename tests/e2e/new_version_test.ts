import { assertEquals } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { withPageCopy } from "../support/page_copy.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

browserTest(
  "a new version is offered, keeps what was typed, and is taken by a click in one step",
  async () => {
    await withServer({}, async (server) => {
      await withPageCopy("The newer one.", async (newer) => {
        await withPeople(server, ["Ada"], async ({ ada }) => {
          ada.expectsTrouble();
          await ada.keepsPage();
          await ada.say("before");
          await ada.sees("before");
          await server.restart({}, newer);
          await ada.reads("A new version is ready");
          // Nothing has changed under the person's hands.
          assertEquals(await versionOf(ada), "A calm place to talk.");
          await ada.composer.fill("half a thought");
          await ada.page.getByRole("button", { name: "Use it now" }).click();
          await eventually(
            async () => await versionOf(ada) === "The newer one." || undefined,
            () => "The page is still the older one",
          );
          await ada.isIn();
          await ada.sees("before");
          assertEquals(await ada.composer.inputValue(), "half a thought");
          assertEquals(await ada.page.getByText("A new version is ready").count(), 0);
        });
      });
    });
  },
);

browserTest(
  "when one tab takes the new version, another goes on with the older one and is offered it",
  async () => {
    await withServer({}, async (server) => {
      await withPageCopy("The newer one.", async (newer) => {
        await withPeople(server, ["Ada"], async ({ ada }) => {
          ada.expectsTrouble();
          await ada.keepsPage();
          const second = await ada.anotherTab();
          await server.restart({}, newer);
          for (const tab of [ada, second]) await tab.reads("A new version is ready");
          await ada.page.getByRole("button", { name: "Use it now" }).click();
          await eventually(
            async () => await versionOf(ada) === "The newer one." || undefined,
            () => "The page is still the older one",
          );
          assertEquals(await versionOf(second), "A calm place to talk.");
          await second.say("from the older one");
          await ada.sees("from the older one");
          await second.page.getByRole("button", { name: "Use it now" }).click();
          await eventually(
            async () => await versionOf(second) === "The newer one." || undefined,
            () => "The second page is still the older one",
          );
        });
      });
    });
  },
);

async function versionOf({ page }: Person): Promise<string | undefined> {
  try {
    return await page.locator("meta[name=description]").getAttribute("content") ?? undefined;
  } catch {
    // It is just being loaded.
    return undefined;
  }
}
