import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, type People, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

type Two = People<"Ada" | "Bo">;

async function withTwo(use: (people: Two) => Promise<void>): Promise<void> {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], use);
  });
}

async function save(person: Person, text: string): Promise<void> {
  await person.use("More", text);
  await person.page.getByRole("button", { name: "Save for later" }).click();
  await person.message(text).getByText("Saved", { exact: true }).waitFor();
}

/** Opens what is saved, and gives the dialog. */
async function openSaved(person: Person) {
  await person.page.getByRole("button", { name: "Saved messages" }).click();
  const dialog = person.page.getByRole("dialog", { name: "Saved messages" });
  await dialog.locator("li:not(:has(.spinner))").first().waitFor();
  return dialog;
}

browserTest(
  "a saved message is marked for who saved it, on all their pages, and leads to its place",
  async () => {
    await withTwo(async ({ ada, bo }) => {
      const second = await ada.anotherTab();
      await bo.say("one", "keep this");
      for (const tab of [ada, second]) await tab.sees("one", "keep this");
      await save(ada, "keep this");
      await second.message("keep this").getByText("Saved", { exact: true }).waitFor();
      assertEquals(await bo.page.getByText("Saved", { exact: true }).count(), 0);
      await ada.createRoom("garden");
      await ada.say("peas");
      await ada.sees("peas");
      await save(ada, "peas");
      const dialog = await openSaved(ada);
      assertEquals(await dialog.locator(".text").allTextContents(), ["peas", "keep this"]);
      await keepPicture(ada, "saved_messages");
      await dialog.getByRole("button", { name: "Open lobby, message of Bo" }).click();
      await ada.page.getByRole("heading", { level: 1, name: "lobby" }).waitFor();
      await eventually(
        async () =>
          (await ada.page.evaluate(() => document.activeElement?.textContent))?.includes("keep this"),
        () => "the message that was opened has not the focus",
      );
      await ada.use("More", "keep this");
      await ada.page.getByRole("button", { name: "Remove from saved" }).click();
      for (const tab of [ada, second]) {
        await tab.message("keep this").getByText("Saved", { exact: true }).waitFor({ state: "detached" });
      }
    });
  },
);

browserTest(
  "a saved message that was deleted is shown as such, and one of a room that was left is not",
  async () => {
    await withTwo(async ({ ada, bo }) => {
      await bo.say("regret");
      await ada.sees("regret");
      await save(ada, "regret");
      await bo.createRoom("garden");
      await ada.joinRoom("garden");
      await bo.say("peas");
      await ada.sees("peas");
      await save(ada, "peas");
      await bo.openRoom("lobby");
      await bo.use("More", "regret");
      await bo.page.getByRole("button", { name: "Delete…" }).click();
      await bo.page.getByRole("button", { name: "Delete", exact: true }).click();
      await bo.page.getByText("Message deleted").waitFor();
      await ada.roomMenu("Leave the room");
      await ada.page.getByRole("heading", { level: 1, name: "lobby" }).waitFor();
      const dialog = await openSaved(ada);
      assertEquals(await dialog.getByRole("listitem").count(), 1);
      await dialog.getByText("Message deleted").waitFor();
      await dialog.getByRole("button", { name: "Remove the message of Bo from saved" }).click();
      await dialog.getByText("Nothing is saved.").waitFor();
    });
  },
);
