import { hasNoFault, SIZES } from "../support/axe.ts";
import { browserTest, withVisitors } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

for (const [size, options] of Object.entries(SIZES)) {
  browserTest(`axe finds no fault in menus, actions, forwarded and saved messages on a ${size}`, async () => {
    await withServer({}, async (server) => {
      const bo = await server.connect({ username: "Bo" });
      const room = "lobby";
      const { seq } = await bo.ask({ type: "message.post", room, text: "Good morning!" });
      await bo.ask({ type: "message.post", room, text: "waves", me: true });
      await bo.ask({ type: "message.post", room, text: "", forwarded: { room, seq } });
      const { seq: gone } = await bo.ask({ type: "message.post", room, text: "not for you" });
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const { page } = ada;
        const check = (what: string) => hasNoFault(ada, `${size}-${what}`);
        await ada.signIn();
        await ada.say("waits for nobody");
        await ada.seesWaiting();
        const keyOn = async (text: string, key: string) => {
          await ada.message(text).last().focus();
          await page.keyboard.press(key);
        };
        for (const text of ["not for you", "Good morning!"]) {
          await keyOn(text, "Enter");
          await page.getByRole("button", { name: "Save for later" }).click();
          await page.getByRole("dialog").waitFor({ state: "hidden" });
        }
        await bo.ask({ type: "message.delete", room, message: gone });
        await ada.message("Good morning!").last().getByText("Saved", { exact: true }).waitFor();
        await check("marks");
        await keyOn("waves", "Shift+F10");
        await page.locator("dialog.context-menu").waitFor();
        await check("context-menu");
        await page.keyboard.press("Escape");
        await keyOn("waves", "Enter");
        await page.getByRole("button", { name: "Forward…" }).click();
        await page.getByRole("dialog", { name: "Forward a message" }).getByRole("combobox").fill("b");
        await page.getByRole("option", { name: /^Bo/ }).waitFor();
        await check("forward-to");
        await page.getByRole("option", { name: /^Bo/ }).click();
        await page.getByLabel("A word on it (optional)").waitFor();
        await check("forward");
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: /^Who is here/ }).click();
        await page.getByRole("button", { name: "More about Bo" }).click();
        await page.locator("dialog.context-menu").waitFor();
        await check("person-menu");
        await page.keyboard.press("Escape");
        await page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
        if (size === "phone") await page.getByRole("button", { name: "All rooms" }).click();
        await ada.room("lobby").press("Shift+F10");
        await page.locator("dialog.context-menu").waitFor();
        await check("room-context-menu");
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Saved messages" }).click();
        await page.getByRole("dialog").getByText("Message deleted").waitFor();
        await check("saved");
      }, { ...options, reducedMotion: "reduce" });
    });
    // AxeBuilder leaves timers behind.
  }, { sanitizeOps: false, sanitizeResources: false });
}
