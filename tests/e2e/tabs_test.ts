import { assertEquals } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { withServer } from "../support/server.ts";

browserTest("two tabs of one person show the same, and are one person to others", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      const before = await bo.notices();
      const second = await ada.anotherTab();
      await ada.say("from the first");
      await second.sees("from the first");
      await second.say("from the second");
      await bo.say("from Bo");
      for (const person of [ada, second, bo]) {
        await person.seesOnly("from the first", "from the second", "from Bo");
      }
      assertEquals(await bo.notices(), before);
      await bo.page.getByRole("button", { name: "Who is here: 2" }).waitFor();
    });
  });
});

browserTest("what is read in one tab is read in the other", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.createRoom("garden");
      await bo.joinRoom("garden");
      const second = await ada.anotherTab();
      for (const tab of [ada, second]) await tab.openRoom("lobby");
      await bo.say("peas", "beans");
      for (const tab of [ada, second]) await tab.seesUnread("garden", 2);
      await second.openRoom("garden");
      await second.sees("peas", "beans");
      for (const tab of [second, ada]) await tab.seesUnread("garden", 0);
    });
  });
});

browserTest("logging out in one tab signs out both, and frees the name", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      const second = await ada.anotherTab();
      await ada.logOut();
      for (const tab of [ada, second]) await tab.isSignedOut();
      await bo.renameTo("Ada");
      await bo.say("now I am Ada");
      await bo.sees("now I am Ada");
    });
  });
});

browserTest("a draft begun in one tab is there in the next one", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada"], async ({ ada }) => {
      await ada.composer.fill("to be gone on with");
      await eventually(
        async () => {
          const kept = await ada.page.evaluate(() => JSON.stringify(localStorage));
          return kept.includes("to be gone on with") ? true : undefined;
        },
        () => "The draft is not kept",
      );
      const second = await ada.anotherTab();
      assertEquals(await second.composer.inputValue(), "to be gone on with");
    });
  });
});
