import { assertEquals } from "@std/assert";
import { PASSWORD, signUp } from "../support/accounts.ts";
import { browserTest, keepPicture, withPeople, withVisitors } from "../support/browser.ts";
import type { Person } from "../support/person.ts";
import { type TestServer, withServer } from "../support/server.ts";

async function becomeOwner(server: TestServer, person: Person): Promise<void> {
  await person.page.goto(new URL(`#/owner/${server.ownerToken}`, person.path.url).href);
  await person.page.getByLabel("Your name").fill(person.name);
  await person.page.getByLabel("Password").fill(PASSWORD);
  await person.page.getByRole("button", { name: "Make an account" }).click();
  await person.isIn();
}

browserTest(
  "the owner runs the server from a page of its own: people, rooms, reports, and back to where they were",
  async () => {
    await withServer({}, async (server) => {
      const { session } = await signUp(server, "Cy");
      const cy = await server.connect({ token: session });
      await server.call("POST /api/rooms", { token: session, json: { name: "tea", topic: "and cake" } });
      await withVisitors(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        const { page } = ada;
        await becomeOwner(server, ada);
        await bo.signIn();
        await bo.say("buy my things");
        const { seq: message } = await cy.next("message.posted");
        await cy.ask({ type: "message.report", room: "lobby", message, reason: "An advertisement" });
        await ada.menu("Run the server");
        await page.getByRole("main").getByRole("heading", { level: 2, name: "People" }).waitFor();
        assertEquals(new URL(page.url()).hash, "#/admin/people");
        const people = page.getByRole("list", { name: "People" });
        await people.getByText("Cy", { exact: true }).waitFor();
        await page.getByRole("searchbox", { name: "Find a person" }).fill("bo");
        await people.getByText("Cy", { exact: true }).waitFor({ state: "detached" });
        await page.getByRole("searchbox", { name: "Find a person" }).fill("");
        await page.getByRole("group", { name: "Cy" }).getByRole("button", { name: "Sign out everywhere" })
          .click();
        await people.getByText(/Signed in nowhere/).waitFor();
        assertEquals((await cy.closed).code, 4001);

        await page.getByRole("link", { name: "Rooms", exact: true }).click();
        await page.getByRole("button", { name: "Archive tea" }).click();
        await page.getByRole("button", { name: "Open tea again" }).waitFor();

        await page.getByRole("link", { name: "Reports" }).click();
        await page.getByText("An advertisement").waitFor();
        await page.getByRole("button", { name: "Delete the message" }).click();
        await bo.reads("Removed by a moderator");
        await page.getByRole("button", { name: "Closed" }).click();
        await page.getByText(/^Message deleted, by Ada/).waitFor();

        await page.goBack();
        await page.getByRole("main").getByRole("heading", { level: 2, name: "Rooms" }).waitFor();
        await page.reload();
        await page.getByRole("main").getByRole("heading", { level: 2, name: "Rooms" }).waitFor();
        await page.getByRole("button", { name: "Close", exact: true }).click();
        await ada.isIn();
        assertEquals(new URL(page.url()).hash, "#/rooms/lobby");
      });
    });
  },
);

browserTest(
  "the settings say where each value comes from; who may come in is changed by keys alone",
  async () => {
    await withServer({ MAX_TEXT: "500" }, async (server) => {
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const { page } = ada;
        await becomeOwner(server, ada);
        await page.goto(new URL("#/admin/settings", ada.path.url).href);
        const setting = page.getByRole("listitem").filter({ hasText: "MAX_TEXT" });
        await setting.getByText("from the environment").waitFor();
        await setting.getByText("500 characters").waitFor();
        await setting.getByText("Default: 4000.").waitFor();
        await page.getByRole("radio", { name: /^Open/ }).focus();
        await page.keyboard.press("ArrowDown");
        await page.getByText("changed here").waitFor();
        assertEquals((await server.call("GET /api/session")).body.access, "accounts");
        await page.evaluate(() => localStorage.setItem("parley.language", "de"));
        await page.reload();
        await setting.getByText("Länge einer Nachricht.").waitFor();
        await setting.getByText("500 Zeichen").waitFor();
        await setting.getByText("eine ganze Zahl von 1 bis 16000").waitFor();
        await keepPicture(ada, "german_settings");
      });
    });
  },
);

browserTest("for everyone else there is nothing at the address of the page", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada"], async ({ ada }) => {
      ada.expects(/status of 404/);
      await ada.page.locator(".you-button").click();
      await ada.page.getByRole("button", { name: "Your devices" }).waitFor();
      assertEquals(await ada.page.getByRole("button", { name: "Run the server" }).count(), 0);
      await ada.page.goto(new URL("#/admin/rooms", ada.path.url).href);
      await ada.reads("There is nothing here");
    });
  });
});
