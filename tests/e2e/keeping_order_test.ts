import { assertEquals } from "@std/assert";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { browserTest, withPeople, withVisitors } from "../support/browser.ts";
import { signUp } from "../support/accounts.ts";
import { withServer } from "../support/server.ts";

browserTest(
  "who keeps order removes a message, mutes, bans and lifts it; who is meant is told by whom and why",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.createRoom("tea");
        await bo.joinRoom("tea");
        await bo.say("rude words", "more of them");
        await ada.use("More", "rude words");
        await ada.page.getByRole("button", { name: "Delete…" }).click();
        await ada.page.getByRole("button", { name: "Delete", exact: true }).click();
        await bo.reads("Removed by a moderator");
        assertEquals(await bo.page.getByText("rude words").count(), 0);

        await ada.use("More", "more of them");
        await ada.page.getByRole("button", { name: "Remove, mute or ban…" }).click();
        await ada.page.getByRole("button", { name: "Mute Bo in tea…" }).click();
        await ada.page.getByLabel("Why (they are told)").fill("rude");
        await isClean(ada.page);
        await ada.page.getByRole("button", { name: "Mute", exact: true }).click();
        await ada.reads("Bo is muted");
        await bo.reads(/^Ada muted you here until .+: you can read, and not write\. Why: rude$/);
        await bo.composer.fill("kept text");
        await bo.page.getByRole("button", { name: "Send" }).click();
        assertEquals(await bo.composer.inputValue(), "kept text");
        assertEquals(await bo.waiting(), []);
        await isClean(bo.page);

        await ada.roomMenu("Room settings");
        await ada.page.getByRole("region", { name: "Banned and muted" }).getByText(
          /^Muted by Ada until .+: rude$/,
        ).waitFor();
        await isClean(ada.page);
        await ada.page.getByRole("button", { name: "Lift it for Bo" }).click();
        await bo.page.getByText("Ada muted you here").waitFor({ state: "detached" });
        await bo.page.getByRole("button", { name: "Send" }).click();
        await bo.sees("more of them", "kept text");

        await ada.page.getByRole("button", { name: "Mute or ban Bo" }).click();
        await ada.page.getByRole("button", { name: "Delete all that Bo wrote in tea…" }).click();
        await ada.page.getByRole("button", { name: "Delete all", exact: true }).click();
        await ada.reads("2 messages were deleted");
        assertEquals(await bo.page.getByText("kept text").count(), 0);

        await ada.roomMenu("Room settings");
        await ada.page.getByRole("button", { name: "Mute or ban Bo" }).click();
        await ada.page.getByRole("button", { name: "Ban Bo from tea…" }).press("Enter");
        await ada.page.getByLabel("For how long").selectOption("Until it is lifted");
        await ada.page.getByLabel("Why (they are told)").fill("enough");
        await ada.page.getByLabel("Why (they are told)").press("Enter");
        const told = bo.page.getByRole("dialog", { name: "You are banned from tea" });
        await told.getByText("Ada banned you from tea.").waitFor();
        await told.getByText("Why: enough").waitFor();
        await isClean(bo.page);
        await bo.page.keyboard.press("Escape");
        await bo.room("tea").waitFor({ state: "detached" });
        await bo.page.getByRole("button", { name: "Browse rooms" }).click();
        await bo.page.getByRole("button", { name: "Join tea" }).click();
        await bo.reads(/You are banned from this room: enough/);
      });
    });
  },
  // AxeBuilder leaves timers behind.
  { sanitizeOps: false, sanitizeResources: false },
);

browserTest("in slow mode the page says how long to wait, and keeps what is written", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.createRoom("tea");
      await bo.joinRoom("tea");
      await ada.roomMenu("Room settings");
      await ada.page.getByLabel("Slow mode: between two messages of a member").selectOption("1 hour");
      await ada.page.getByRole("button", { name: "Save", exact: true }).click();
      await bo.reads("Slow mode: one message every 3,600 seconds");
      await bo.say("first");
      await bo.sees("first");
      await bo.reads(/Slow mode: you can write again in [\d,]+ seconds/);
      await bo.say("second");
      assertEquals(await bo.composer.inputValue(), "second");
      await bo.reload();
      await bo.reads(/Slow mode: you can write again in [\d,]+ seconds/);
      assertEquals(await bo.composer.inputValue(), "second");
      await ada.say("no wait", "for the owner");
      await ada.sees("first", "no wait", "for the owner");
      await ada.roomMenu("Room settings");
      await ada.page.getByLabel("Slow mode: between two messages of a member").selectOption("Off");
      await ada.page.getByRole("button", { name: "Save", exact: true }).click();
      await bo.page.getByText(/^Slow mode:/).waitFor({ state: "detached" });
      await bo.page.getByRole("button", { name: "Send" }).click();
      await bo.sees("for the owner", "second");
    });
  });
});

browserTest(
  "who runs the server bans somebody from it on a phone: their page says why, and takes no name",
  async () => {
    await withServer({}, async (server) => {
      const owner = server.ownerToken;
      await withVisitors(server, ["Bo"], async ({ bo }) => {
        await bo.signIn();
        const { session } = await signUp(server, "Olive", { owner });
        const olive = await server.connect({ token: session });
        await bo.say("noise");
        const user = (await olive.next("message.posted", ({ message }) =>
          message.text === "noise")).message.author.id;
        await server.call("POST /api/admin/bans", {
          token: session,
          json: { user, reason: "noise", seconds: 60 },
        });
        await bo.reads(/You are banned from this server until .+ UTC: noise/);
        await bo.page.getByLabel("Your name").waitFor();
        assertEquals(olive.all("closing"), []);
      }, { viewport: { width: 390, height: 844 } });
    });
  },
);

/** No accessibility fault and nothing that stands out of the page, in light and dark, on a phone too. */
async function isClean(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  for (const width of [size.width, 390]) {
    await page.setViewportSize({ ...size, width });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      const faults = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      assertEquals(faults, [], `${width} ${colorScheme}`);
    }
    const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assertEquals(sticksOut, false, `${width}`);
  }
  await page.setViewportSize(size);
}
