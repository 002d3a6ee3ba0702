import { assertEquals, assertNotEquals } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { withServer } from "../support/server.ts";

browserTest("who is called sees it, and the names are set apart for everyone", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("hello @bo", "`@bo` is code", "and @room too");
      await bo.sees("hello @bo", "@bo is code", "and @room too");
      await ada.seesWaiting();
      const called = bo.log.getByRole("article", { name: /, mentions you$/ });
      assertEquals(await called.locator(".text").allTextContents(), ["hello @bo", "and @room too"]);
      assertEquals(await bo.log.locator(".own-mention").allTextContents(), ["@bo", "@room"]);
      assertEquals(await ada.log.getByRole("article", { name: /mentions you/ }).count(), 0);
      // In one's own words, too, a name has another colour than what it stands on.
      const [colour, ground] = await ada.log.locator(".own-mention").getByText("@room").evaluate((name) => {
        const { color, backgroundColor } = getComputedStyle(name);
        return [color, backgroundColor];
      });
      assertNotEquals(colour, ground);
    });
  });
});

browserTest(
  "a mention is seen in the list of rooms, in the title and on the page's icon, and leads to its room",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.createRoom("garden");
        await bo.joinRoom("garden");
        await bo.openRoom("lobby");
        await ada.say("peas");
        await bo.seesUnread("garden", 1);
        const icon = () => bo.page.locator("link[rel=icon]").getAttribute("href");
        assertEquals([await bo.page.title(), await icon()], ["(1) lobby · Parley", "/favicon-unread.svg"]);
        await ada.say("look, @Bo");
        await bo.room("garden").getByRole("img", { name: "2 unread, 1 mention" }).waitFor();
        assertEquals([await bo.page.title(), await icon()], ["(2) lobby · Parley", "/favicon-mention.svg"]);
        await bo.page.getByRole("button", { name: "Mentions" }).click();
        const list = bo.page.getByRole("dialog", { name: "Mentions" });
        await list.locator(".text").first().waitFor();
        assertEquals(await list.locator(".text").allTextContents(), ["look, @Bo"]);
        await list.getByRole("button", { name: "Open garden, message of Ada" }).click();
        await bo.page.getByRole("heading", { level: 1, name: "garden" }).waitFor();
        await bo.seesUnread("garden", 0);
        await eventually(
          async () => await icon() === "/favicon.svg" ? true : undefined,
          () => "the page's icon still shows something unread",
        );
      });
    });
  },
);
