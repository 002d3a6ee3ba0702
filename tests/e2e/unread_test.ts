import { browserTest, withPeople } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

browserTest("a room that is marked as unread stays so in all tabs until it is opened again", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("one", "two", "three");
      await bo.sees("one", "two", "three");
      const second = await bo.anotherTab();
      await second.sees("one", "two", "three");
      await bo.seesUnread("lobby", 0);
      await bo.use("More", "two");
      await bo.page.getByRole("button", { name: "Mark as unread from here" }).click();
      await bo.seesUnread("lobby", 2);
      await second.seesUnread("lobby", 2);
      await bo.page.getByText("New messages").waitFor();
      await bo.page.keyboard.press("Shift+Escape");
      await bo.seesUnread("lobby", 0);
      await second.seesUnread("lobby", 0);
    });
  });
});

browserTest("Shift and Escape mark all rooms as read", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      for (const room of ["garden", "kitchen"]) {
        await ada.createRoom(room);
        await bo.joinRoom(room);
      }
      await bo.openRoom("lobby");
      await ada.say("soup");
      await ada.openRoom("garden");
      await ada.say("peas", "@room beans");
      await bo.seesUnread("garden", 2);
      await bo.seesUnread("kitchen", 1);
      await bo.page.keyboard.press("Shift+Escape");
      await bo.seesUnread("garden", 0);
      await bo.seesUnread("kitchen", 0);
      await bo.reload();
      await bo.seesUnread("garden", 0);
    });
  });
});
