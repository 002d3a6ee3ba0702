import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, withPeople } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

browserTest(
  "the quick switcher finds rooms first, then people, and opens the direct room with them",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.createRoom("boats");
        await ada.page.keyboard.press("Control+k");
        const dialog = ada.page.getByRole("dialog", { name: "Go to a room" });
        await dialog.getByRole("option", { name: "boats" }).waitFor();
        // Without a letter there are rooms only.
        assertEquals(await dialog.locator("bdi").allTextContents(), ["lobby", "boats"]);
        await ada.page.keyboard.type("bo");
        await dialog.getByText("here now").waitFor();
        assertEquals(await dialog.locator("bdi").allTextContents(), ["boats", "Bo"]);
        await keepPicture(ada, "switcher");
        await ada.page.keyboard.press("ArrowDown");
        await dialog.getByRole("option", { name: "Bo", selected: true }).waitFor();
        await ada.page.keyboard.press("Enter");
        await ada.page.getByRole("heading", { level: 1, name: "Bo" }).waitFor();
        await ada.say("hello");
        await bo.room("Ada").click();
        await bo.sees("hello");
        // Now their direct room stands for the person.
        await ada.page.keyboard.press("Control+k");
        await dialog.getByRole("combobox").waitFor();
        await ada.page.keyboard.type("bo");
        await dialog.getByRole("option", { name: "lobby" }).waitFor({ state: "detached" });
        assertEquals((await dialog.locator("bdi").allTextContents()).sort(), ["Bo", "boats"]);
        await ada.page.keyboard.type("xx");
        await dialog.getByText("There is no such room of yours, and no such person.").waitFor();
      });
    });
  },
);
