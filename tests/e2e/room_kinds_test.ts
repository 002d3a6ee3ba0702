import { assertEquals } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

browserTest("two write to each other in a direct room that bears the other's name", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.writeTo("Bo");
      assertEquals(await bo.room("Ada").count(), 0);
      await ada.say("just us");
      await bo.seesUnread("Ada", 1);
      await bo.openRoom("Ada");
      await bo.say("yes");
      await ada.sees("just us", "yes");
      await ada.openRoom("lobby");
      await ada.writeTo("Bo");
      await ada.sees("just us", "yes");
      await bo.renameTo("Robert");
      await ada.page.getByRole("heading", { level: 1, name: "Robert" }).waitFor();
      await ada.reload();
      await ada.page.getByRole("heading", { level: 1, name: "Robert" }).waitFor();
    });
  });
});

browserTest("a private room is seen by who is brought in, and by nobody who is sent away", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.page.getByRole("button", { name: "New room" }).click();
      const dialog = ada.page.getByRole("dialog", { name: "New room" });
      await dialog.getByLabel("Name").fill("den");
      await dialog.getByLabel("Private").check();
      await dialog.getByRole("button", { name: "Create room" }).click();
      await ada.page.getByRole("heading", { level: 1, name: "den" }).waitFor();
      await bo.page.getByRole("button", { name: "Browse rooms" }).click();
      await bo.page.getByRole("button", { name: "Open lobby" }).waitFor();
      assertEquals(await bo.page.getByText("den", { exact: true }).count(), 0);
      await bo.page.keyboard.press("Escape");
      await ada.roomMenu("Add people");
      await ada.page.getByRole("dialog").getByRole("button", { name: /^Bo/ }).click();
      await ada.page.getByRole("button", { name: "Add to the room" }).click();
      await ada.reads(/Ada added Bo/);
      await bo.openRoom("den");
      await bo.say("here I am");
      await ada.sees("here I am");
      await ada.roomMenu("Room settings");
      await ada.page.getByLabel("Role of Bo").selectOption("moderator");
      await bo.reads(/Ada made Bo a moderator/);
      await bo.page.getByRole("button", { name: "Menu of den" }).click();
      await bo.page.getByRole("button", { name: "Add people" }).waitFor();
      await bo.page.keyboard.press("Escape");
      await ada.page.getByRole("button", { name: "Remove Bo" }).click();
      await bo.room("den").waitFor({ state: "detached" });
      await bo.page.getByRole("heading", { level: 1, name: "lobby" }).waitFor();
      await ada.page.keyboard.press("Escape");
      await ada.reads(/Ada removed Bo/);
    });
  });
});

browserTest(
  "favourites stand first in one's own order, and a room says as much as one wants, on all tabs",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.createRoom("tea");
        await ada.createRoom("art");
        await ada.roomMenu("Add to favourites");
        await favouritesAre(ada, "art");
        await ada.openRoom("tea");
        await ada.roomMenu("Add to favourites");
        await favouritesAre(ada, "art", "tea");
        const tab = await ada.anotherTab();
        await ada.roomMenu("Move up");
        await favouritesAre(ada, "tea", "art");
        await favouritesAre(tab, "tea", "art");
        await tab.reload();
        await favouritesAre(tab, "tea", "art");
        await bo.joinRoom("tea");
        await ada.openRoom("lobby");
        await tab.openRoom("lobby");
        await bo.say("one");
        await ada.seesUnread("tea", 1);
        await ada.openRoom("tea");
        await ada.roomMenu("Nothing");
        await ada.page.keyboard.press("Escape");
        await ada.openRoom("lobby");
        await bo.say("two");
        await bo.openRoom("lobby");
        await bo.say("after it");
        await ada.sees("after it");
        await ada.seesUnread("tea", 0);
        assertEquals(await ada.page.title(), "lobby · Parley");
        await tab.seesUnread("tea", 0);
        await ada.openRoom("tea");
        await ada.sees("one", "two");
      });
    });
  },
);

browserTest("an archived room is read, found among the archived ones and brought back", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.createRoom("tea");
      await ada.say("kept");
      await bo.joinRoom("tea");
      await ada.roomMenu("Room settings");
      await ada.page.getByLabel("Name").fill("Tea house");
      await ada.page.getByLabel("Topic").fill("Green or black?");
      await ada.page.getByRole("button", { name: "Save", exact: true }).click();
      await bo.page.getByRole("heading", { level: 1, name: "Tea house" }).waitFor();
      await bo.reads("Green or black?");
      await ada.roomMenu("Room settings");
      await ada.page.getByRole("button", { name: "Archive the room" }).click();
      await bo.reads("This room is archived: it is for reading only.");
      assertEquals(await bo.composer.count(), 0);
      await bo.sees("kept");
      await bo.page.getByRole("button", { name: "Browse rooms" }).click();
      await bo.page.getByRole("button", { name: "Open lobby" }).waitFor();
      assertEquals(await bo.page.getByRole("button", { name: "Open Tea house" }).count(), 0);
      await bo.page.getByRole("button", { name: "Archived" }).click();
      await bo.page.getByRole("button", { name: "Open Tea house" }).click();
      await ada.roomMenu("Room settings");
      await ada.page.getByRole("button", { name: "Bring it back" }).click();
      await bo.composer.waitFor();
      await bo.say("again");
      await ada.sees("kept", "again");
    });
  });
});

async function favouritesAre(person: Person, ...names: string[]): Promise<void> {
  const list = person.page.getByRole("list", { name: "Favourites" });
  await eventually(
    async () =>
      JSON.stringify(await list.locator(".room-name").allTextContents()) === JSON.stringify(names) ||
      undefined,
    () => `${person.name} has not the favourites ${names}`,
  );
}
