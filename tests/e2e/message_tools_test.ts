import { browserTest, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

browserTest(
  "the tools stay at their message while a thread opens and closes, what is above grows, and the window changes",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await bo.say("short", "tea?");
        await ada.sees("short", "tea?");
        await bo.use("Reply in thread", "tea?");
        await bo.page.getByLabel("Reply in the thread").fill("yes");
        await bo.page.keyboard.press("Enter");
        await bo.page.getByRole("button", { name: "Close the thread" }).click();
        // The mouse rests where it was pressed.
        await ada.message("tea?").getByRole("button", { name: "1 reply" }).click();
        await ada.page.getByLabel("Reply in the thread").waitFor();
        await toolsAreAt(ada, "tea?");
        await ada.page.getByRole("button", { name: "Close the thread" }).click();
        await ada.page.getByLabel("Reply in the thread").waitFor({ state: "detached" });
        await ada.message("tea?").focus();
        await toolsAreAt(ada, "tea?");
        await bo.use("Edit", "short");
        await bo.composer.fill("not so short any more\n".repeat(5));
        await bo.page.getByRole("button", { name: "Save", exact: true }).click();
        await ada.message("not so short").waitFor();
        await toolsAreAt(ada, "tea?");
        await ada.page.setViewportSize({ width: 1000, height: 500 });
        await toolsAreAt(ada, "tea?");
      });
    });
  },
);

/** Waits until the tools stand at the upper edge of a message, at its end. */
async function toolsAreAt(person: Person, text: string): Promise<void> {
  let seen = "";
  await eventually(
    async () => {
      const tools = await person.page.getByRole("toolbar", { name: "Message" }).boundingBox();
      const row = await person.message(text).first().boundingBox();
      seen = JSON.stringify({ tools, row });
      if (tools === null || row === null) return undefined;
      const fromEnd = row.x + row.width - tools.x - tools.width;
      const above = row.y - tools.y;
      return (fromEnd >= 0 && fromEnd < 40 && above >= -4 && above < 30) || undefined;
    },
    () => `The tools are not at "${text}": ${seen}`,
  );
}
