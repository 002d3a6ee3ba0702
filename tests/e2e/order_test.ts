import { assertEquals } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { withServer } from "../support/server.ts";

browserTest(
  "a reported message reaches the room's owner, who deletes it from the list of reports",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        const { page } = ada;
        await ada.createRoom("tea");
        const cy = await server.connect({ username: "Cy" });
        await cy.ask({ type: "room.join", room: "tea" });
        await cy.ask({ type: "message.post", room: "tea", text: "buy my things" });
        await bo.page.goto(new URL("#/rooms/tea", bo.path.url).href);
        await bo.page.getByRole("button", { name: "Join the room" }).click();
        await bo.sees("buy my things");
        await bo.use("More", "buy my things");
        await bo.page.getByRole("button", { name: "Report…" }).click();
        const dialog = bo.page.getByRole("dialog", { name: "Report this message?" });
        await dialog.getByLabel("What is wrong with it?").fill("An advertisement");
        await dialog.getByRole("button", { name: "Report", exact: true }).click();
        await bo.reads("Thank you: somebody will look at it");
        await ada.reads("Bo reported a message in tea");
        await ada.roomMenu("Reported messages");
        const reports = page.getByRole("dialog", { name: "Reported messages" });
        await reports.getByText("An advertisement").waitFor();
        await reports.getByText("buy my things").waitFor();
        await reports.getByRole("button", { name: "Delete the message" }).click();
        await reports.getByText("Nothing waits to be looked at.").waitFor();
        await page.keyboard.press("Escape");
        await bo.reads("Removed by a moderator");
        await bo.page.getByRole("button", { name: "Menu of tea" }).click();
        await bo.page.getByRole("button", { name: "Leave the room" }).waitFor();
        assertEquals(await bo.page.getByRole("button", { name: "Reported messages" }).count(), 0);
      });
    });
  },
);

browserTest(
  "whom one blocks is folded in all one's tabs, opened by a press, and marks nothing; it is taken back in the list",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await bo.say("one");
        await ada.sees("one");
        const other = await ada.anotherTab();
        await ada.use("More", "one");
        await ada.page.getByRole("button", { name: "Block Bo…" }).click();
        await ada.page.getByRole("dialog", { name: "Block Bo?" }).getByRole("button", {
          name: "Block",
          exact: true,
        })
          .click();
        for (const tab of [ada, other]) {
          await tab.reads("Message of Bo, whom you blocked");
          assertEquals(await tab.messages(), []);
        }
        await bo.say("two for @Ada");
        await eventually(
          async () => await ada.page.locator(".folded").count() === 2 ? true : undefined,
          () => "",
        );
        assertEquals(await ada.page.locator(".called").count(), 0);
        await ada.page.getByRole("button", { name: /^Show the message of Bo/ }).first().click();
        await ada.seesOnly("one");
        const folded = ada.page.locator(".folded");
        await folded.focus();
        await ada.page.keyboard.press("Enter");
        await ada.seesOnly("one", "two for @Ada");
        await ada.reload();
        await eventually(async () => await folded.count() === 2 ? true : undefined, () => "");
        await bo.page.getByRole("button", { name: "New direct message" }).click();
        const dialog = bo.page.getByRole("dialog");
        await dialog.getByRole("button", { name: /^Ada/ }).click();
        await dialog.locator(".actions .primary").click();
        await dialog.getByText("There is no such person, or you have no room in common").waitFor();
        await ada.menu("Blocked people");
        await ada.page.getByRole("button", { name: "Unblock Bo" }).click();
        await ada.reads("You have blocked nobody.");
        await ada.page.keyboard.press("Escape");
        await other.sees("one", "two for @Ada");
      });
    });
  },
);
