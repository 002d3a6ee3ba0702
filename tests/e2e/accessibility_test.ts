import { hasNoFault, SIZES } from "../support/axe.ts";
import { browserTest, withVisitors } from "../support/browser.ts";
import type { TestClient } from "../support/client.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

for (const [size, options] of Object.entries(SIZES)) {
  browserTest(`axe finds no fault on a ${size}, light and dark, and with high contrast`, async () => {
    await withServer({}, async (server) => {
      const bo = await server.connect({ username: "Bo" });
      const post = (text: string) => bo.ask({ type: "message.post", room: "lobby", text });
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const check = (what: string) => hasNoFault(ada, `${size}-${what}`);
        await ada.page.getByLabel("Your name").waitFor();
        await check("sign-in");
        await ada.signIn();
        await post("Good morning! The plan is at https://example.org/plan");
        await post("For @Ada, in #lobby: **two** things\n1. ~~bread~~ *cheese*\n2. `jam`\n> said Bo");
        await post('```ts\n// A comment\nconst answer: number = find("all", 42);\n```');
        await makeChanges(bo, post);
        await ada.say("Thank you, @room.\nI read it on the way.", "👍");
        await ada.sees("Thank you, @room.\nI read it on the way.", "👍");
        await ada.log.locator(".token-keyword").waitFor();
        await ada.page.getByRole("button", { name: "Who is here" }).click();
        await check("people");
        await ada.page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
        ada.expectsTrouble();
        ada.path.cut();
        await ada.say("this one waits");
        await ada.seesWaiting("this one waits");
        await ada.page.locator(".connection p").waitFor();
        await check("offline");
        ada.path.heal();
        await ada.seesWaiting();
        await check("room");
        await ada.log.getByRole("article").first().focus();
        await ada.page.keyboard.press("t");
        await ada.page.getByLabel("Reply in the thread").fill("In a thread");
        await ada.page.getByRole("button", { name: "Send the reply" }).click();
        await ada.page.locator(".thread article:not(.pending) .text").nth(1).waitFor();
        await check("thread");
        await ada.page.getByRole("button", { name: "Close the thread" }).click();
        await ada.composer.fill("");
        await ada.composer.pressSequentially("/");
        await ada.page.getByRole("option").first().waitFor();
        await check("completion");
        await ada.composer.fill("");
        await ada.page.getByRole("button", { name: "Emoji" }).click();
        await ada.page.getByRole("option").first().waitFor();
        await check("emoji");
        await ada.page.keyboard.press("Escape");
        await ada.message("Good morning").focus();
        await check("message-tools");
        await ada.message("Good morning").press("Enter");
        for (const [item, name] of [["Report…", "report"], ["Block Bo…", "block"]] as const) {
          await ada.page.getByRole("button", { name: item }).click();
          await checkDialog(name);
          await ada.message("Good morning").press("Enter");
        }
        await ada.page.getByRole("dialog").waitFor();
        await ada.page.keyboard.press("Escape");
        for (const [key, name] of [["Enter", "message"], ["+", "react"]] as const) {
          await ada.message("Good morning").press(key);
          await checkDialog(name);
        }
        await ada.message("I read it").press("Delete");
        await checkDialog("delete");
        await ada.page.getByRole("button", { name: "edited" }).click();
        await checkDialog("versions");
        await ada.message("Good morning").press("r");
        await check("reply");
        await ada.composer.press("Escape");
        if (size === "phone") {
          await ada.page.getByRole("button", { name: "All rooms" }).click();
          await check("rooms");
        }
        await ada.page.getByRole("button", { name: "Search messages" }).click();
        await ada.page.locator(".search-help").waitFor();
        await check("search-help");
        await ada.page.getByRole("searchbox").fill("plan");
        await ada.page.locator(".search-results mark").first().waitFor();
        await check("search-results");
        // The first Escape empties the field, as in every browser.
        await ada.page.keyboard.press("Escape");
        await checkDialog("search");
        for (
          const name of [
            "Go to a room",
            "Mentions",
            "Saved messages",
            "New room",
            "Browse rooms",
            "New direct message",
          ]
        ) {
          await ada.page.getByRole("button", { name }).click();
          await checkDialog(name);
        }
        await ada.createRoom("garden");
        await ada.page.getByRole("button", { name: "Menu of garden" }).click();
        await check("room-menu");
        await ada.page.getByRole("button", { name: "Add people" }).click();
        await checkDialog("invite");
        await ada.page.getByRole("button", { name: "Menu of garden" }).click();
        await ada.page.getByRole("button", { name: "Room settings" }).click();
        await ada.page.getByLabel("Role of Ada").waitFor();
        await checkDialog("room-settings");
        if (size === "phone") await ada.page.getByRole("button", { name: "All rooms" }).click();
        await ada.page.locator(".you-button").click();
        await check("menu");
        await ada.page.getByRole("button", { name: "Keyboard shortcuts" }).click();
        await checkDialog("shortcuts");
        await ada.page.locator(".you-button").click();
        await ada.page.getByRole("button", { name: "Appearance" }).click();
        await checkDialog("appearance");
        await ada.page.locator(".you-button").click();
        await ada.page.getByRole("button", { name: "Change name" }).click();
        await checkDialog("rename");
        await ada.page.goto(new URL(`#/owner/${server.ownerToken}`, ada.path.url).href);
        await ada.page.getByRole("dialog").getByLabel("Password").fill("four green umbrellas");
        await check("become the owner");
        await ada.page.keyboard.press("Enter");
        await ada.page.getByRole("dialog").waitFor({ state: "detached" });
        for (const item of ["Set a status", "Change password", "Your devices", "Blocked people"]) {
          await ada.page.locator(".you-button").click();
          await ada.page.getByRole("button", { name: item }).click();
          await checkDialog(item);
        }
        await ada.page.locator(".you-button").click();
        await check("owner menu");
        await ada.page.keyboard.press("Escape");
        await checkAdminPage(ada, { bo, check });
        await ada.page.locator(".you-button").click();
        await ada.page.getByRole("button", { name: "Your devices" }).click();
        await ada.page.getByRole("button", { name: "Sign in on another device" }).click();
        await ada.page.getByRole("img", { name: "QR code of the link" }).waitFor();
        await checkDialog("transfer");
        await ada.page.locator(".you-button").click();
        await ada.page.getByRole("button", { name: "Log out" }).click();
        await ada.page.getByRole("button", { name: "I have an account" }).click();
        await check("account sign-in");

        async function checkDialog(what: string): Promise<void> {
          await ada.page.getByRole("dialog").waitFor();
          await check(what);
          await ada.page.keyboard.press("Escape");
          // While it is there, a key for what is behind it goes nowhere.
          await ada.page.getByRole("dialog").waitFor({ state: "hidden" });
        }
      }, { ...options, reducedMotion: "reduce" });
    });
    // AxeBuilder leaves timers behind.
  }, { sanitizeOps: false, sanitizeResources: false });
}

/** All parts of the admin page, with something in each; on a phone they begin and end at the list of rooms. */
async function checkAdminPage(
  ada: Person,
  { bo, check }: { bo: TestClient; check: (what: string) => Promise<void> },
): Promise<void> {
  const { page } = ada;
  const before = page.url();
  const room = "lobby";
  const { events } = await bo.ask({ type: "history", room, limit: 50 });
  const answered = events.find((event) =>
    event.type === "message.posted" && event.message.text.includes("Thank")
  );
  await bo.ask({ type: "message.report", room, message: answered!.seq, reason: "Not on time" });
  for (const tab of ["People", "Rooms", "Invitations", "Reports", "Audit log", "Settings"]) {
    if (tab === "People") await page.goto(new URL("#/admin/people", page.url()).href);
    else await page.getByRole("link", { name: tab, exact: true }).click();
    await page.getByRole("main").getByRole("heading", { level: 2, name: tab }).waitFor();
    if (tab === "Invitations") {
      await page.getByRole("button", { name: "Make a link" }).click();
      await page.getByText("0 of 1 came in").waitFor();
    } else if (tab === "Reports") await page.getByText("Not on time").waitFor();
    else await page.locator(".admin-list > li:not(.nothing)").first().waitFor();
    if (tab === "People") await page.getByRole("button", { name: "Ban…" }).first().click();
    await check(`admin ${tab}`);
  }
  await page.goto(before);
  await ada.isIn();
  if (await page.getByRole("button", { name: "All rooms" }).isVisible()) {
    await page.getByRole("button", { name: "All rooms" }).click();
  }
}

/** One message that is edited, answered and reacted to, and one that is deleted. */
async function makeChanges(bo: TestClient, post: (text: string) => Promise<{ seq: number }>): Promise<void> {
  const room = "lobby";
  const { seq: message } = await post("The cake is reedy");
  await bo.ask({ type: "message.edit", room, message, text: "The cake is ready" });
  for (const emoji of ["🎂", "👍"]) await bo.ask({ type: "reaction.add", room, message, emoji });
  await bo.ask({ type: "message.post", room, text: "Come!", replyTo: message });
  const { seq: mistake } = await post("not for you");
  await bo.ask({ type: "message.delete", room, message: mistake });
}
