import { assertEquals } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { withServer } from "../support/server.ts";

browserTest("a room is made, found, joined and left", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.createRoom("garden", "What grows");
      await bo.joinRoom("garden");
      assertEquals(await bo.page.locator("main header p").textContent(), "What grows");
      await bo.say("peas");
      await ada.sees("peas");
      await ada.reads(/Bo joined/);
      await bo.page.getByRole("button", { name: "Browse rooms" }).click();
      await bo.page.getByText("2 members").first().waitFor();
      await bo.page.getByRole("button", { name: "Leave garden" }).click();
      await bo.page.getByRole("button", { name: "Join garden" }).waitFor();
      await bo.page.keyboard.press("Escape");
      await bo.room("garden").waitFor({ state: "detached" });
      await bo.page.getByRole("heading", { level: 1, name: "lobby" }).waitFor();
      await ada.reads(/Bo left/);
      await ada.say("only for those who stay");
      await ada.sees("peas", "only for those who stay");
      await bo.joinRoom("garden");
      await bo.seesOnly("peas", "only for those who stay");
    });
  });
});

browserTest("the link of a room leads there, and asks to join where one is not in it", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.createRoom("garden");
      await ada.say("peas");
      const { hash } = new URL(ada.page.url());
      await bo.page.goto(new URL(hash, bo.path.url).href);
      await bo.page.getByRole("button", { name: "Join the room" }).click();
      await bo.page.getByRole("heading", { level: 1, name: "garden" }).waitFor();
      await bo.seesOnly("peas");
      await bo.openRoom("lobby");
      await bo.page.goBack();
      await bo.page.getByRole("heading", { level: 1, name: "garden" }).waitFor();
      await bo.reload();
      await bo.seesOnly("peas");
    });
  });
});

browserTest("unread messages are counted exactly, and opening the room shows where they begin", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.createRoom("garden");
      await bo.joinRoom("garden");
      await bo.say("read before");
      await ada.sees("read before");
      await ada.openRoom("lobby");
      const texts = ["1", "2", "3", "4", "5", "6", "7"].map((digit) => `news ${digit}`);
      await bo.say(...texts);
      await ada.seesUnread("garden", 7);
      assertEquals(await ada.page.title(), "(7) lobby · Parley");
      await ada.reload();
      await ada.seesUnread("garden", 7);
      await ada.openRoom("garden");
      await ada.seesOnly("read before", ...texts);
      await ada.seesUnread("garden", 0);
      const rows = await ada.page.locator("[role=log] .text, [role=log] .divider").allTextContents();
      assertEquals(rows, ["read before", "New messages", ...texts]);
      await ada.openRoom("lobby");
      await ada.seesUnread("garden", 0);
      await ada.reload();
      await ada.seesUnread("garden", 0);
    });
  });
});

browserTest("who comes in a crowd is told in one line", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada"], async ({ ada }) => {
      await ada.say("before the crowd");
      await ada.sees("before the crowd");
      for (const username of ["bo", "cy", "di", "ed", "flo"]) await server.connect({ username });
      let told: string[] = [];
      await eventually(
        async () => (told = await ada.notices()).at(-1) === "bo, cy and 3 others joined" ? true : undefined,
        () => `The notices are ${JSON.stringify(told)}`,
      );
    });
  });
});
