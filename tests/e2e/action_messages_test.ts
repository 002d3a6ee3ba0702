import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, withPeople } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

browserTest("/me is completed, and says what one does in a line with one's name", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.composer.pressSequentially("/m");
      await ada.page.getByRole("option", { name: "/me text" }).click();
      assertEquals(await ada.composer.inputValue(), "/me ");
      await ada.composer.pressSequentially("waves at *everyone*");
      await ada.composer.press("Enter");
      for (const person of [ada, bo]) await person.sees("Ada waves at everyone");
      assertEquals(await bo.message("Ada waves").locator("header .author").count(), 0);
      await keepPicture(bo, "action");
      // A change of what one does is no change of whether one does it.
      await ada.use("Edit", "Ada waves at everyone");
      assertEquals(await ada.composer.inputValue(), "waves at *everyone*");
      await ada.composer.fill("sleeps");
      await ada.composer.press("Enter");
      for (const person of [ada, bo]) await person.sees("Ada sleeps");
      await ada.composer.fill("/me");
      await ada.composer.press("Enter");
      await ada.reads("Write it as /me text");
    });
  });
});

browserTest("what calls all of a room is offered behind an @, with whom it calls", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await bo.say("hello");
      await ada.sees("hello");
      await ada.composer.pressSequentially("@");
      await ada.page.getByRole("option").nth(2).waitFor();
      assertEquals(await ada.page.locator(".completion-label").allTextContents(), ["Bo", "@here", "@room"]);
      assertEquals(await ada.page.locator("#completion .muted").allTextContents(), [
        "Calls the 1 other who is here",
        "Calls everyone in this room",
      ]);
      await keepPicture(ada, "completion_everyone");
      await ada.composer.pressSequentially("he");
      await ada.page.getByRole("option").nth(1).waitFor({ state: "detached" });
      await ada.composer.press("Tab");
      assertEquals(await ada.composer.inputValue(), "@here ");
      await ada.composer.pressSequentially("tea");
      await ada.composer.press("Enter");
      await bo.log.getByRole("article", { name: /, mentions you$/ }).getByText("tea").waitFor();
    });
  });
});
