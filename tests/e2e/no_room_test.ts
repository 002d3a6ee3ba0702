import { assert, assertEquals } from "@std/assert";
import { hasNoFault, SIZES } from "../support/axe.ts";
import { browserTest, withPeople, withVisitors } from "../support/browser.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

const NONE = "You are in no room";

browserTest("who has left all rooms finds ways to others, by keys alone", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      const { page } = ada;
      await bo.createRoom("tea");
      await ada.roomMenu("Leave the room");
      await page.getByRole("heading", { level: 1, name: NONE }).waitFor();
      await hasFocus(ada, NONE);
      await ada.page.reload();
      await page.getByRole("heading", { level: 1, name: NONE }).waitFor();

      const browse = page.getByRole("main").getByRole("button", { name: "Browse rooms" });
      await browse.press("Enter");
      await page.getByRole("button", { name: "Join tea" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await hasFocus(ada, "Browse rooms");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Join tea" }).press("Enter");
      await page.getByRole("heading", { level: 1, name: "tea" }).waitFor();
      await ada.isIn();
      await ada.say("found it");
      await bo.openRoom("tea");
      await bo.sees("found it");
      assertEquals(new URL(page.url()).hash, "#/rooms/tea");
    });
  });
});

browserTest("who was in no room is in one as soon as somebody writes to them", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.roomMenu("Leave the room");
      await ada.reads(NONE);
      await bo.writeTo("Ada");
      await bo.say("come here");
      await ada.isIn();
      await ada.sees("come here");
    });
  });
});

for (const [size, options] of Object.entries(SIZES)) {
  browserTest(
    `who is banned from their only room reads why, and makes a room of their own, on a ${size}`,
    async () => {
      await withServer({}, async (server) => {
        await withVisitors(server, ["Bo"], async ({ bo }) => {
          const { page } = bo;
          const ada = await server.connect({ username: "ada" });
          const token = ada.welcome.session!;
          await server.call("POST /api/rooms", { token, json: { name: "tea" } });
          await bo.signIn();
          await page.goto(new URL("#/rooms/tea", bo.path.url).href);
          await page.getByRole("button", { name: "Join the room" }).click();
          await page.getByRole("heading", { level: 1, name: "tea" }).waitFor();
          const { user } = await ada.next("member.joined", ({ room }) => room === "tea");
          // The lobby is left on another device.
          await page.evaluate(() => fetch("/api/rooms/lobby/membership", { method: "DELETE" }));
          await ada.next("member.left", ({ room }) => room === "lobby");
          await ada.ask({ type: "room.ban", room: "tea", user: user.id, reason: "enough" });
          await page.getByRole("dialog", { name: "You are banned from tea" }).getByText("Why: enough")
            .waitFor();
          await hasNoFault(bo, `banned from the last room ${size}`);
          await page.keyboard.press("Escape");
          await page.getByRole("dialog").waitFor({ state: "detached" });
          await page.getByRole("heading", { level: 1, name: NONE }).waitFor();
          await hasFocus(bo, NONE);
          const place = (await page.locator(".prompt").boundingBox())!;
          assert(place.x >= 0 && place.x + place.width <= page.viewportSize()!.width, JSON.stringify(place));
          await hasNoFault(bo, `no room ${size}`);
          if (size === "phone") {
            await page.getByRole("button", { name: "All rooms" }).click();
            await page.getByRole("button", { name: "New room" }).click();
          } else await page.getByRole("main").getByRole("button", { name: "New room" }).click();
          const dialog = page.getByRole("dialog", { name: "New room" });
          await dialog.getByLabel("Name").fill("coffee");
          await page.keyboard.press("Enter");
          await page.getByRole("heading", { level: 1, name: "coffee" }).waitFor();
          await bo.isIn();
          await ada.close();
        }, options);
      });
    },
    // AxeBuilder leaves timers behind.
    { sanitizeOps: false, sanitizeResources: false },
  );
}

/** Waits until this has the focus. */
async function hasFocus({ page }: Person, text: string): Promise<void> {
  await page.locator(":focus").filter({ hasText: text }).waitFor();
}
