import { assertEquals } from "@std/assert";
import { browserTest, withPeople, withVisitors } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

browserTest("commands make, enter and leave rooms, and change a name", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      const type = async (text: string) => {
        await ada.composer.fill(text);
        await ada.page.getByRole("button", { name: "Send" }).click();
      };
      await bo.createRoom("Boat trip");
      await type("/join Boat TRIP");
      await ada.page.getByRole("heading", { level: 1, name: "Boat trip" }).waitFor();
      await ada.isIn();
      await type("/shrug who knows");
      await bo.sees("who knows ¯\\_(ツ)_/¯");
      await type("/nick Countess");
      await bo.reads(/Ada is now Countess/);
      await type("/create Garden");
      await ada.page.getByRole("heading", { level: 1, name: "Garden" }).waitFor();
      await ada.isIn();
      await type("/topic Peas and beans");
      await ada.page.locator(".room-title").getByText("Peas and beans").waitFor();
      await type("/invite bo");
      await bo.openRoom("Garden");
      await ada.reads(/Bo/);
      await type("/kick @Bo");
      await bo.room("Garden").waitFor({ state: "detached" });
      await type("/leave #boat-trip");
      await ada.room("Boat trip").waitFor({ state: "detached" });
      await type("/leave");
      await ada.room("Garden").waitFor({ state: "detached" });
      await ada.isIn();
      await type("/who");
      await ada.page.getByRole("complementary", { name: "Who is here" }).waitFor();
      await type("/help");
      await ada.page.getByRole("dialog").getByText("/shrug [text]").waitFor();
      assertEquals(await ada.composer.inputValue(), "");
    });
  });
});

browserTest("a command that cannot be done is told, and stays in the box; two slashes say it", async () => {
  await withServer({}, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      ada.expects(/status of 400/);
      const fault = ada.page.locator("#composer-fault");
      for (
        const [text, told] of [
          ["/frobnicate the box", /There is no command \/frobnicate.*\/\/frobnicate.*\/help/],
          ["/join", /Write it as \/join room/],
          ["/join nowhere", /There is no room nowhere/],
          ["/leave nowhere", /You are not in a room nowhere/],
          ["/nick <>", /name/],
          ["/invite nobody", /There is nobody called nobody/],
          ["/kick nobody", /nobody is not in this room/],
          ["/msg nobody hello", /There is nobody called nobody/],
        ] as const
      ) {
        await ada.composer.fill(text);
        await ada.page.getByRole("button", { name: "Send" }).click();
        await fault.getByText(told).waitFor();
        assertEquals(await ada.composer.inputValue(), text);
      }
      await ada.say("//frobnicate", "/etc/passwd", "// a comment");
      await ada.seesOnly("/frobnicate", "/etc/passwd", "// a comment");
      assertEquals(await fault.textContent(), "");
    });
  });
});

browserTest("Alt+Shift+arrows go to the rooms with something new", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      for (const name of ["Alpha", "Beta", "Gamma"]) {
        await ada.createRoom(name);
        await bo.joinRoom(name);
      }
      await ada.openRoom("lobby");
      await bo.openRoom("Beta");
      await bo.say("new");
      await ada.seesUnread("Beta", 1);
      const heading = (name: string) => ada.page.getByRole("heading", { level: 1, name }).waitFor();
      await ada.composer.press("Alt+Shift+ArrowDown");
      await heading("Beta");
      await ada.seesUnread("Beta", 0);
      await ada.composer.press("Alt+Shift+ArrowDown");
      await ada.composer.press("Alt+ArrowDown");
      await heading("Gamma");
      await bo.say("newer");
      await ada.seesUnread("Beta", 1);
      await ada.composer.press("Alt+Shift+ArrowUp");
      await heading("Beta");
    });
  });
});
