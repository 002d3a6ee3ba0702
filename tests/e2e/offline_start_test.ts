import { assert, assertEquals } from "@std/assert";
import { browserTest, keepPicture, withPeople } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

browserTest(
  "without a network the page opens with rooms, messages, unread counts and drafts, and catches up later",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.keepsPage();
        await ada.createRoom("garden");
        await bo.joinRoom("garden");
        await ada.openRoom("lobby");
        await ada.say("hello lobby");
        await bo.openRoom("garden");
        await bo.say("peas", "beans");
        await ada.seesUnread("garden", 2);
        await ada.composer.fill("half a thought");
        await ada.keeps("hello lobby", "peas", "beans", "half a thought");
        await ada.goOffline();
        await bo.say("leeks");

        await ada.page.reload();
        await ada.sees("hello lobby");
        await ada.seesUnread("garden", 2);
        await ada.reads(/Offline, as of \d+.* — messages will be sent when you are back/);
        assertEquals(await ada.composer.inputValue(), "half a thought");
        await keepPicture(ada, "offline_start");
        await ada.openRoom("garden");
        await ada.seesOnly("peas", "beans");
        await ada.say("water them");
        await ada.seesWaiting("water them");

        // Once more, and it still waits.
        await ada.page.reload();
        await ada.seesWaiting("water them");
        await ada.seesOnly("peas", "beans");

        await ada.comeBack();
        for (const person of [ada, bo]) await person.seesOnly("peas", "beans", "leeks", "water them");
        await ada.seesWaiting();
        assertEquals(await ada.page.getByText(/as of/).count(), 0);
      });
    });
  },
);

browserTest("a room of which nobody has seen the messages is kept, too", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.keepsPage();
      await bo.createRoom("garden");
      await ada.joinRoom("garden");
      await bo.say("peas");
      await ada.sees("peas");
      await ada.openRoom("lobby");
      // Another day, without a look at the garden.
      await ada.reload();
      await ada.keeps("peas");
      await ada.goOffline();
      await ada.page.reload();
      await ada.openRoom("garden");
      await ada.sees("peas");
    });
  });
});

browserTest(
  "logging out removes all that the browser keeps of a person, also in a tab without a network",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.keepsPage();
        const second = await ada.anotherTab();
        await ada.say("a secret");
        for (const person of [ada, bo, second]) await person.sees("a secret");
        await second.composer.fill("a secret draft");
        await ada.keeps("a secret", "a secret draft");
        await ada.logOut();
        for (const tab of [ada, second]) await tab.isSignedOut();
        await ada.page.reload();
        await ada.isSignedOut();
        const kept = await ada.kept();
        assert(!kept.includes("a secret") && !kept.includes("lobby"), kept);
        await second.page.close();
        assertEquals(await ada.kept(), kept);
      });
    });
  },
);
