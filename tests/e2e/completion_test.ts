import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, withPeople, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

browserTest("people, rooms and emoji are completed by a few letters, and the other reads them", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await bo.say("hello");
      await ada.sees("hello");
      await ada.createRoom("Boat trip");
      await ada.openRoom("lobby");
      await offers(ada, "@b", ["Bo"]);
      assertEquals(await ada.composer.getAttribute("aria-activedescendant"), "completion-0");
      await ada.composer.press("Tab");
      await valueIs(ada, "@Bo ");
      await offers(ada, "in #tri", ["Boat trip"]);
      await ada.composer.press("Enter");
      await valueIs(ada, "@Bo in #boat-trip ");
      await offers(ada, ":tad", [":tada:", ":stadium:"]);
      await keepPicture(ada, "completion");
      await ada.composer.press("Escape");
      await ada.composer.press("a");
      await ada.composer.press(":");
      await valueIs(ada, "@Bo in #boat-trip 🎉");
      assertEquals(await ada.page.getByRole("option").count(), 0);
      await ada.composer.press("Enter");
      await bo.sees("hello", "@Bo in #boat-trip 🎉");
    });
  });
});

browserTest("the arrows choose, and what was put there can be undone", async () => {
  await withServer({}, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      await ada.composer.pressSequentially(":smile");
      await ada.page.getByRole("option").nth(1).waitFor();
      const names = await ada.page.locator(".completion-label").allTextContents();
      assertEquals(names[0], ":smile:");
      await ada.composer.press("ArrowDown");
      await ada.page.locator("#completion-1[aria-selected=true]").waitFor();
      await ada.composer.press("ArrowUp");
      await ada.composer.press("Enter");
      await valueIs(ada, "😄 ");
      await ada.composer.press("Control+z");
      await valueIs(ada, ":smile");
    });
  });
});

browserTest("names of emoji in a pasted text are sent as emoji, but not in code", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      const fetched = ada.page.waitForResponse(/\/assets\/data-/);
      await ada.composer.fill("well done :tada: `:tada:`");
      await fetched;
      await ada.composer.press("Enter");
      await bo.sees("well done 🎉 :tada:");
    });
  });
});

browserTest("on a phone a suggestion is taken by a tap, and the message box keeps the focus", async () => {
  await withServer({}, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      await ada.composer.tap();
      await offers(ada, "#lo", ["lobby"]);
      await keepPicture(ada, "completion-phone");
      await ada.page.getByRole("option").first().tap();
      await valueIs(ada, "#lobby ");
      assertEquals(await ada.page.evaluate(() => document.activeElement?.id), "composer");
    }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  });
});

browserTest("where the rest of the page cannot be fetched, that is said and nothing is lost", async () => {
  await withServer({}, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      ada.expects(/ERR_FAILED|status of 404/);
      // It is fetched right after the first sight of the log: from here on the page has nothing of it.
      await ada.page.route(/\/assets\/later-/, (route) => route.abort());
      await ada.page.reload();
      await ada.composer.fill("/help");
      await ada.page.getByRole("button", { name: "Send" }).click();
      await ada.reads("This part of the page could not be loaded");
      await valueIs(ada, "/help");
      await ada.composer.fill("@a");
      await ada.page.getByRole("button", { name: "Send" }).click();
      await ada.sees("@a");
    }, { serviceWorkers: "block" });
  });
});

/** Types, and waits for these suggestions. */
async function offers(person: Person, typed: string, labels: string[]): Promise<void> {
  await person.composer.pressSequentially(typed);
  let seen: string[] = [];
  await eventually(
    async () => {
      seen = await person.page.locator(".completion-label").allTextContents();
      return JSON.stringify(seen) === JSON.stringify(labels) || undefined;
    },
    () => `${person.name} is offered ${JSON.stringify(seen)} for ${typed}, not ${JSON.stringify(labels)}`,
  );
}

async function valueIs(person: Person, value: string): Promise<void> {
  let seen = "";
  await eventually(
    async () => (seen = await person.composer.inputValue()) === value || undefined,
    () => `${person.name}'s message box has ${JSON.stringify(seen)}, not ${JSON.stringify(value)}`,
  );
}
