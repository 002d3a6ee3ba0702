import { signUp } from "../support/accounts.ts";
import { hasNoFault, SIZES } from "../support/axe.ts";
import { browserTest, withVisitors } from "../support/browser.ts";
import { openWithLock } from "../support/lock.ts";
import { connectOwner } from "../support/moderation.ts";
import { withServer } from "../support/server.ts";

/** Chromium writes each refusal to the console. */
const REFUSED = /status of 4\d\d/;
// AxeBuilder leaves timers behind.
const AXE = { sanitizeOps: false, sanitizeResources: false };

for (const [size, options] of Object.entries(SIZES)) {
  browserTest(`axe finds no fault where one signs in by a passkey, or by a link, on a ${size}`, async () => {
    await withServer({}, async (server) => {
      const { token, olive } = await connectOwner(server);
      const { user } = await signUp(server, "Bo");
      const reset = await server.call<{ token: string }>(`POST /api/admin/people/${user.id}/reset-link`, {
        token,
      });
      await withVisitors(server, ["Bo"], async ({ bo }) => {
        const { page } = bo;
        await openWithLock(bo);
        await page.getByRole("button", { name: "I have an account" }).click();
        await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
        await hasNoFault(bo, `passkey sign-in ${size}`);
        await page.getByRole("button", { name: "Sign in with a passkey" }).click();
        await bo.reads("No passkey was used. Try again");
        await hasNoFault(bo, `passkey sign-in refused ${size}`);

        await page.goto(new URL(`#/reset/${reset.body.token}`, bo.path.url).href);
        await page.getByLabel("New password").fill("password1");
        await hasNoFault(bo, `reset link ${size}`);
        bo.expects(REFUSED);
        await page.keyboard.press("Enter");
        await bo.reads("This password is too common");
        await hasNoFault(bo, `reset link refused ${size}`);
      }, options);
      await olive.close();
    });
  }, AXE);

  browserTest(`axe finds no fault where somebody is muted, slowed, or sent away, on a ${size}`, async () => {
    await withServer({}, async (server) => {
      const { token, olive } = await connectOwner(server);
      await server.call("POST /api/rooms", { token, json: { name: "tea" } });
      await withVisitors(server, ["Bo"], async ({ bo }) => {
        const { page } = bo;
        await bo.signIn();
        await page.goto(new URL("#/rooms/tea", bo.path.url).href);
        await page.getByRole("button", { name: "Join the room" }).click();
        await page.getByRole("heading", { level: 1, name: "tea" }).waitFor();
        const { user } = await olive.next(
          "member.joined",
          ({ room, user }) => room === "tea" && user.name === "Bo",
        );
        await olive.ask({ type: "room.change", room: "tea", slowMode: 3_600 });
        await bo.reads("Slow mode: one message every 3,600 seconds");
        await hasNoFault(bo, `slow mode ${size}`);
        await bo.say("first");
        await bo.reads(/Slow mode: you can write again in/);
        await hasNoFault(bo, `slow mode waits ${size}`);
        await olive.ask({ type: "room.mute", room: "tea", user: user.id, reason: "rude", seconds: 3_600 });
        await bo.reads(/^olive muted you here until .+ Why: rude$/);
        await hasNoFault(bo, `muted ${size}`);
        await olive.ask({ type: "room.ban", room: "tea", user: user.id, reason: "enough", seconds: 3_600 });
        await page.getByRole("dialog", { name: "You are banned from tea" }).getByText("Why: enough")
          .waitFor();
        await hasNoFault(bo, `banned ${size}`);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        bo.expects(REFUSED);
        bo.expectsTrouble();
        await server.call("POST /api/admin/bans", {
          token,
          json: { user: user.id, reason: "noise", seconds: 60 },
        });
        await bo.reads(/You are banned from this server until .+ UTC: noise/);
        await hasNoFault(bo, `banned from the server ${size}`);
      }, options);
      await olive.close();
    });
  }, AXE);
}
