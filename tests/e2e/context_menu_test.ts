import { assertEquals } from "@std/assert";
import { browserTest, keepPicture, type People, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

async function withTwo(use: (people: People<"Ada" | "Bo">) => Promise<void>): Promise<void> {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], use);
  });
}

/** The menu at the pointer. */
function menu(person: Person) {
  return person.page.locator("dialog.context-menu[open]");
}

/** Whether the browser's own menu opens at the next press of the right button there. */
async function opensOwnMenu(person: Person, selector: string): Promise<boolean> {
  await person.page.evaluate(() => {
    const page = globalThis as unknown as { ownMenu?: boolean };
    addEventListener("contextmenu", (event) => page.ownMenu = !event.defaultPrevented, { once: true });
  });
  await person.page.locator(selector).first().click({ button: "right" });
  return await person.page.evaluate(() => (globalThis as unknown as { ownMenu?: boolean }).ownMenu === true);
}

browserTest("the right button on a message opens what can be done with it, at the pointer", async () => {
  await withTwo(async ({ ada, bo }) => {
    await bo.say("hello");
    await ada.sees("hello");
    await ada.message("hello").locator(".text").click({ button: "right", position: { x: 6, y: 6 } });
    await menu(ada).waitFor();
    const box = await menu(ada).boundingBox();
    const text = await ada.message("hello").locator(".text").boundingBox();
    assertEquals(Math.abs(box!.x - text!.x - 6) < 3, true, `menu at ${box!.x}, pointer at ${text!.x + 6}`);
    assertEquals(await menu(ada).getAttribute("aria-label"), "Message of Bo");
    await keepPicture(ada, "context_menu");
    await menu(ada).getByRole("button", { name: "React with 🎉" }).click();
    await bo.log.getByRole("button", { name: "🎉 1: Ada" }).waitFor();
    assertEquals(await menu(ada).count(), 0);
    await ada.message("hello").locator(".text").click({ button: "right" });
    await menu(ada).getByRole("button", { name: "Reply", exact: true }).click();
    await ada.reads("Replying to");
  });
});

browserTest("keys open the menu, go through it and close it, and the focus comes back", async () => {
  await withTwo(async ({ ada }) => {
    await ada.say("one");
    await ada.seesWaiting();
    await ada.composer.press("Control+ArrowUp");
    const focused = () => ada.page.evaluate(() => document.activeElement?.textContent ?? "");
    await ada.page.keyboard.press("Shift+F10");
    await menu(ada).waitFor();
    await ada.page.keyboard.press("End");
    assertEquals(await focused(), "Delete…");
    await ada.page.keyboard.press("ArrowDown");
    assertEquals(await focused(), "👍");
    await ada.page.keyboard.press("Escape");
    await menu(ada).waitFor({ state: "detached" });
    await eventually(
      async () => (await focused()).includes("one") || undefined,
      () => "the message has not the focus",
    );
    await ada.page.keyboard.press("ContextMenu");
    await menu(ada).waitFor();
    await ada.page.mouse.click(5, 5);
    await menu(ada).waitFor({ state: "detached" });
  });
});

browserTest("a room of the list and a person have their menus, too", async () => {
  await withTwo(async ({ ada, bo }) => {
    await bo.say("hello");
    await ada.createRoom("garden");
    await ada.openRoom("lobby");
    await ada.room("garden").click({ button: "right" });
    await menu(ada).getByRole("button", { name: "Add to favourites" }).click();
    await ada.sidebar.getByRole("heading", { name: "Favourites" }).waitFor();
    // What is about a room opens that room.
    await ada.room("garden").click({ button: "right" });
    await menu(ada).getByRole("button", { name: "Room settings" }).click();
    await ada.page.getByRole("dialog", { name: "Room settings" }).waitFor();
    await ada.page.keyboard.press("Escape");
    await ada.page.getByRole("heading", { level: 1, name: "garden" }).waitFor();
    await ada.openRoom("lobby");
    await ada.page.getByRole("button", { name: /^Who is here/ }).click();
    const people = ada.page.getByRole("complementary", { name: "Who is here" });
    await people.getByText("Bo").click({ button: "right" });
    await menu(ada).getByRole("button", { name: "Mention in the message box" }).click();
    await eventually(
      async () => await ada.composer.inputValue() === "@Bo " || undefined,
      () => "nobody is mentioned",
    );
    await people.getByRole("button", { name: "More about Bo" }).press("Enter");
    await keepPicture(ada, "person_menu");
    await menu(ada).getByRole("button", { name: "Write a direct message" }).press("Enter");
    await ada.page.getByRole("heading", { level: 1, name: "Bo" }).waitFor();
  });
});

browserTest("links, selected text, fields and what has no menu keep the browser's own", async () => {
  await withTwo(async ({ ada }) => {
    await ada.say("see https://example.org/ there", "some words");
    await ada.seesWaiting();
    assertEquals(await opensOwnMenu(ada, "[role=log] .text a"), true);
    assertEquals(await opensOwnMenu(ada, "#composer"), true);
    assertEquals(await opensOwnMenu(ada, "main h1"), true);
    await ada.message("some words").locator(".text").evaluate((text) =>
      getSelection()!.selectAllChildren(text)
    );
    assertEquals(await opensOwnMenu(ada, "[role=log] article:last-of-type .text >> text=some words"), true);
    assertEquals(await menu(ada).count(), 0);
    await ada.page.evaluate(() => getSelection()!.removeAllRanges());
    assertEquals(await opensOwnMenu(ada, "[role=log] .text >> text=some words"), false);
    await menu(ada).waitFor();
  });
});
