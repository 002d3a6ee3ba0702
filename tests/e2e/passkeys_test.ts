import { assertEquals } from "@std/assert";
import { PASSWORD, signUp } from "../support/accounts.ts";
import { browserTest, keepPicture, withPeople, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { openWithLock as open, signInByPasskey } from "../support/lock.ts";
import { type TestServer, withServer } from "../support/server.ts";

/** Chromium writes each refusal to the console. */
const REFUSED = /status of 4\d\d/;

function withSettings(use: (server: TestServer) => Promise<void>): Promise<void> {
  return withServer({ GRACE: "0" }, use);
}

browserTest(
  "a guest keeps the name by a passkey, signs out, and comes back by it as the same person",
  async () => {
    await withSettings(async (server) => {
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const lock = await open(ada);
        await ada.signIn();
        await ada.say("written as a guest");
        await ada.menu("Keep this name");
        await keepPicture(ada, "passkey-keep");
        await ada.page.getByRole("button", { name: "Keep it with a passkey" }).click();
        await ada.page.getByRole("dialog").waitFor({ state: "detached" });
        assertEquals(await lock.keys(), 1);
        await ada.menu("Passkeys");
        await ada.reads("not used yet");
        await keepPicture(ada, "passkeys");
        await ada.page.keyboard.press("Escape");
        await ada.menu("Log out");
        await signInByPasskey(ada);
        await ada.sees("written as a guest");
        await ada.menu("Passkeys");
        await ada.reads("last used: Today");
      });
    });
  },
);

browserTest(
  "an account adds a passkey by its password, names it, signs in by it, and removes it",
  async () => {
    await withSettings(async (server) => {
      await signUp(server, "Ada");
      await withVisitors(server, ["Ada", "Phone"], async ({ ada, phone }) => {
        const lock = await open(ada);
        await ada.page.getByRole("button", { name: "I have an account" }).click();
        await ada.page.getByLabel("Your name").fill("Ada");
        await ada.page.getByLabel("Password").fill(PASSWORD);
        await ada.page.keyboard.press("Enter");
        await ada.isIn();
        await ada.menu("Passkeys");
        const dialog = ada.page.getByRole("dialog", { name: "Passkeys" });
        await dialog.getByText("You have no passkey yet").waitFor();
        ada.expects(REFUSED);
        await dialog.getByLabel("Your password").fill("not the right one");
        await ada.page.keyboard.press("Enter");
        await dialog.getByText("This is not your password").waitFor();
        await dialog.getByLabel("Your password").fill(PASSWORD);
        await ada.page.keyboard.press("Enter");
        await dialog.getByRole("button", { name: "Rename Chrome on Linux" }).click();
        await dialog.getByLabel("Name of this passkey").fill("my laptop");
        await ada.page.keyboard.press("Enter");
        await dialog.getByText("my laptop").waitFor();

        const other = await open(phone);
        await other.takeFrom(lock);
        await signInByPasskey(phone);
        await dialog.getByRole("button", { name: "Remove my laptop" }).click();
        await dialog.getByText("You have no passkey yet").waitFor();
        await phone.menu("Log out");
        phone.expects(REFUSED);
        await phone.page.getByRole("button", { name: "I have an account" }).click();
        await phone.page.getByRole("button", { name: "Sign in with a passkey" }).click();
        await phone.reads("This passkey was not accepted");
      });
    });
  },
);

browserTest("who is not let through by the lock of the device reads so, and tries again", async () => {
  await withSettings(async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      const lock = await open(ada);
      await ada.signIn();
      await lock.knows(false);
      await ada.menu("Keep this name");
      const keep = ada.page.getByRole("button", { name: "Keep it with a passkey" });
      await keep.click();
      await ada.reads("No passkey was used. Try again");
      assertEquals(await lock.keys(), 0);
      await lock.knows(true);
      await keep.click();
      await ada.page.getByRole("dialog").waitFor({ state: "detached" });
    });
  });
});

browserTest("at an IP address the page offers no passkeys", async () => {
  await withSettings(async (server) => {
    await withPeople(server, ["Ada"], async ({ ada }) => {
      await ada.menu("Keep this name");
      const dialog = ada.page.getByRole("dialog", { name: "Keep this name" });
      await dialog.getByLabel("Password").fill(PASSWORD);
      assertEquals(await ada.page.getByRole("button", { name: "Keep it with a passkey" }).count(), 0);
      await ada.page.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      await ada.page.locator(".you-button").click();
      await ada.page.getByRole("button", { name: "Change password" }).waitFor();
      assertEquals(await ada.page.getByRole("button", { name: "Passkeys" }).count(), 0);
    });
  });
});

browserTest(
  "a link of the owner's sets a new password, for who is not signed in and for who is",
  async () => {
    await withSettings(async (server) => {
      const owner = await signUp(server, "Own", { owner: server.ownerToken });
      const { user } = await signUp(server, "Ada");
      const makeLink = async () => {
        const made = await server.call<{ token: string }>(`POST /api/admin/people/${user.id}/reset-link`, {
          token: owner.session,
        });
        return `#/reset/${made.body.token}`;
      };
      await withVisitors(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.page.goto(new URL(await makeLink(), ada.path.url).href);
        ada.expects(REFUSED);
        await ada.page.getByLabel("New password").fill("password1");
        await ada.page.keyboard.press("Enter");
        await ada.reads("This password is too common");
        assertEquals(new URL(ada.page.url()).hash.includes("reset"), false);
        await ada.page.getByLabel("New password").fill("three blue kettles");
        await ada.page.keyboard.press("Enter");
        await ada.isIn();
        await ada.say("back again");

        await bo.signIn();
        await bo.page.goto(new URL(await makeLink(), bo.path.url).href);
        const dialog = bo.page.getByRole("dialog", { name: "Set a new password" });
        await dialog.getByLabel("New password").fill("four red spoons");
        ada.expectsTrouble();
        await bo.page.keyboard.press("Enter");
        await dialog.waitFor({ state: "detached" });
        await bo.isIn();
        await eventually(
          async () => (await bo.page.locator(".you-name bdi").textContent()) === "Ada" ? true : undefined,
          () => "who set the password is not Ada",
        );
        await ada.reads("Your session has ended: sign in again");
      });
    });
  },
);
