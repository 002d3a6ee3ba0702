import { browserTest, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

/** The browser may not load what nobody has asked for: what it keeps of a room stays as it was when it was open. */
function saveData(): void {
  Object.defineProperty(navigator, "connection", { value: { saveData: true } });
}

async function remove(person: Person, text: string): Promise<void> {
  await person.use("More", text);
  await person.page.getByRole("button", { name: "Delete…" }).click();
  await person.page.getByRole("button", { name: "Delete", exact: true }).click();
  await person.message(text).waitFor({ state: "detached" });
}

/** Waits until nothing that the browser keeps has this text. */
async function forgets(person: Person, text: string): Promise<void> {
  await eventually(
    async () => !(await person.kept()).includes(text) || undefined,
    () => `${person.name}'s browser still keeps "${text}"`,
  );
}

browserTest(
  "a deleted text goes from other browsers, too, of rooms that nobody opens there any more",
  async () => {
    await withServer({}, async (server) => {
      await withVisitors(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.context.addInitScript(saveData);
        await ada.page.reload();
        for (const person of [ada, bo]) await person.signIn();
        await ada.keepsPage();
        await ada.createRoom("garden");
        await bo.joinRoom("garden");
        await bo.say("first secret", "second secret", "peas");
        await ada.sees("first secret", "second secret", "peas");
        await ada.keeps("first secret", "second secret", "peas");
        await ada.openRoom("lobby");
        await ada.reload();
        // While it is connected, and has not looked at the garden since it was opened.
        await remove(bo, "first secret");
        await forgets(ada, "first secret");
        await ada.goOffline();
        await remove(bo, "second secret");
        // Opened without a network, the page shows what it knows; with one it learns.
        await ada.page.reload();
        await ada.keeps("second secret");
        await ada.comeBack();
        await forgets(ada, "second secret");
        await ada.keeps("peas");
        await ada.openRoom("garden");
        await ada.seesOnly("peas");
      });
    });
  },
);
