import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, type People, withPeople } from "../support/browser.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

async function withTwo(use: (people: People<"Ada" | "Bo">) => Promise<void>): Promise<void> {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], use);
  });
}

/** Opens the dialog that forwards a message, types a name and takes the first that is offered. */
async function forward(person: Person, text: string, { to, word = "" }: { to: string; word?: string }) {
  await person.use("More", text);
  await person.page.getByRole("button", { name: "Forward…" }).click();
  const dialog = person.page.getByRole("dialog", { name: "Forward a message" });
  await dialog.getByRole("combobox").waitFor();
  await person.page.keyboard.type(to);
  await dialog.getByRole("option", { name: to }).first().waitFor();
  await dialog.getByRole("option").nth(1).waitFor({ state: "detached" });
  await person.page.keyboard.press("Enter");
  await dialog.getByLabel("A word on it (optional)").fill(word);
  await keepPicture(person, "forwarding");
  await dialog.getByRole("button", { name: "Forward", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

browserTest(
  "a message goes to another room with a word on it, and leads back to where it was said",
  async () => {
    await withTwo(async ({ ada, bo }) => {
      await bo.say("the plan is **good**");
      await ada.createRoom("garden");
      await bo.joinRoom("garden");
      await ada.openRoom("lobby");
      await ada.sees("the plan is good");
      await forward(ada, "the plan is good", { to: "garden", word: "look at this" });
      await ada.page.getByText("Forwarded to garden").waitFor();
      await bo.sees("look at this", "the plan is good");
      const article = bo.message("the plan is good");
      assertEquals(await article.locator(".forwarded-author").textContent(), "Bo");
      assertEquals(await article.locator("header .author").count(), 0);
      await ada.openRoom("garden");
      await ada.seesWaiting();
      // It has the words of another, so that it is deleted but not edited.
      await ada.message("the plan is good").locator(".text").hover();
      const tools = ada.page.getByRole("toolbar", { name: "Message" });
      await tools.getByRole("button", { name: "Reply", exact: true }).waitFor();
      assertEquals(await tools.getByRole("button", { name: "Edit" }).count(), 0);
      await article.getByRole("button", { name: "Open the message in lobby" }).click();
      await bo.page.getByRole("heading", { level: 1, name: "lobby" }).waitFor();
      await bo.sees("the plan is good");
    });
  },
);

browserTest(
  "who is not in the room that it comes from sees the words and their author, and no way there",
  async () => {
    await withTwo(async ({ ada, bo }) => {
      await bo.say("hello");
      await ada.sees("hello");
      await ada.createRoom("hideout");
      await ada.page.getByRole("button", { name: "Menu of hideout" }).click();
      await ada.page.getByRole("button", { name: "Room settings" }).click();
      const settings = ada.page.getByRole("dialog", { name: "Room settings" });
      await settings.getByLabel("Private").check();
      await settings.getByRole("button", { name: "Save", exact: true }).click();
      await settings.waitFor({ state: "detached" });
      await ada.say("psst");
      await ada.sees("psst");
      // To a person: their direct room is made with it.
      await forward(ada, "psst", { to: "Bo" });
      await bo.room("Ada").click();
      await bo.sees("psst");
      const line = bo.message("psst").locator(".pinned");
      assertEquals(await line.textContent(), "ForwardedAda");
      assertEquals((await bo.page.content()).includes("hideout"), false);
    });
  },
);

browserTest(
  "a message that is forwarded without a connection waits, and is sent with its word in their order",
  async () => {
    await withTwo(async ({ ada, bo }) => {
      await bo.createRoom("garden");
      await bo.openRoom("lobby");
      await bo.say("seeds");
      await ada.joinRoom("garden");
      await bo.openRoom("garden");
      await ada.openRoom("lobby");
      await ada.sees("seeds");
      await ada.goOffline();
      await forward(ada, "seeds", { to: "garden", word: "for you" });
      await ada.openRoom("garden");
      await ada.seesWaiting("for you", "seeds");
      await ada.comeBack();
      await bo.sees("for you", "seeds");
      await ada.seesWaiting();
    });
  },
);
