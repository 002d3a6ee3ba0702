import { assertEquals } from "@std/assert";
import { PASSWORD, signUp } from "../support/accounts.ts";
import { hasNoFault, SIZES } from "../support/axe.ts";
import { browserTest, withVisitors } from "../support/browser.ts";
import { atLocalhost, openWithLock, signInByPasskey } from "../support/lock.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

/** Chromium writes each refusal to the console. */
const REFUSED = /status of 4\d\d/;
// AxeBuilder leaves timers behind.
const AXE = { sanitizeOps: false, sanitizeResources: false };

browserTest(
  "a name and a passkey make an account by keys alone; its owner comes back by it, and gets a password, too",
  async () => {
    await withServer({ GRACE: "0" }, async (server) => {
      await signUp(server, "Bo");
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const { page } = ada;
        const lock = await openWithLock(ada);
        await page.getByLabel("Your name").fill("");
        await page.getByRole("button", { name: "Continue with a passkey" }).press("Enter");
        await ada.reads("Type a name first");
        assertEquals(await page.evaluate(() => document.activeElement?.id), "username");
        ada.expects(REFUSED);
        await page.keyboard.type("Bo");
        await page.getByRole("button", { name: "Continue with a passkey" }).press("Enter");
        await ada.reads("Bo is taken");
        assertEquals(await lock.keys(), 0);

        await page.getByLabel("Your name").fill("Ada");
        await page.keyboard.press("Tab");
        await page.keyboard.press("Tab");
        await lock.knows(false);
        await page.keyboard.press("Enter");
        await ada.reads("No passkey was used. Try again");
        await lock.knows(true);
        await page.keyboard.press("Enter");
        await ada.isIn();
        assertEquals(await lock.keys(), 1);
        await ada.say("written with an account");

        await ada.menu("Passkeys");
        const dialog = page.getByRole("dialog", { name: "Passkeys" });
        await dialog.getByRole("button", { name: /^Remove / }).click();
        await dialog.getByText("You would have no way to sign in: set a password first").waitFor();
        await dialog.getByRole("button", { name: "Set a password" }).click();
        await page.getByRole("dialog", { name: "Set a password" }).getByLabel("Password").fill(PASSWORD);
        await page.keyboard.press("Enter");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await ada.menu("Log out");
        await signInByPasskey(ada);
        await ada.sees("written with an account");
        await ada.menu("Passkeys");
        await dialog.getByRole("button", { name: /^Remove / }).click();
        await dialog.getByText("You have no passkey yet").waitFor();
      });
    });
  },
);

browserTest("the owner's link and an invitation let in who comes with a passkey", async () => {
  await withServer({ ACCESS: "invited" }, async (server) => {
    await withVisitors(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await follow(ada, `#/owner/${server.ownerToken}`);
      await ada.reads("You are about to become the owner of this server.");
      await comeWithPasskey(ada, "Ada");
      await ada.menu("Run the server");
      await ada.page.getByRole("link", { name: "Invitations" }).click();
      await ada.page.getByRole("button", { name: "Make a link" }).click();
      const link = await ada.page.getByLabel("Invitation link").inputValue();
      await ada.page.getByText("0 of 1 came in").waitFor();

      await follow(bo, new URL(link).hash);
      await bo.reads("You are invited: come in.");
      await comeWithPasskey(bo, "Bo");
      await bo.say("here I am");
      await ada.page.reload();
      await ada.reads("No invitation is open.");
    });
  });
});

browserTest("where guests are not let in, a passkey is as good as a password", async () => {
  await withServer({ ACCESS: "accounts" }, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await openWithLock(ada);
      await ada.page.getByLabel("Password").waitFor();
      await ada.page.getByLabel("Your name").fill("Ada");
      await ada.page.getByRole("button", { name: "Continue with a passkey" }).click();
      await ada.isIn();
    });
  });
});

for (const [size, options] of Object.entries(SIZES)) {
  browserTest(`axe finds no fault in what a passkey is made and used by, on a ${size}`, async () => {
    await withServer({ GRACE: "0" }, async (server) => {
      await signUp(server, "Bo");
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const { page } = ada;
        await openWithLock(ada);
        await page.getByLabel("Your name").fill("Bo");
        await page.getByRole("button", { name: "Continue with a passkey" }).waitFor();
        await hasNoFault(ada, `passkey sign-up ${size}`);
        ada.expects(REFUSED);
        await page.getByRole("button", { name: "Continue with a passkey" }).click();
        await ada.reads("Bo is taken");
        await hasNoFault(ada, `passkey sign-up taken ${size}`);
        await page.getByLabel("Your name").fill("Ada");
        await page.getByRole("button", { name: "Continue with a passkey" }).click();
        await ada.isIn();
        await openMenu(ada, "Passkeys");
        const dialog = page.getByRole("dialog", { name: "Passkeys" });
        await dialog.getByText("This is your only way to sign in").waitFor();
        await hasNoFault(ada, `passkeys ${size}`);
        await dialog.getByRole("button", { name: /^Rename / }).click();
        await dialog.getByLabel("Name of this passkey").waitFor();
        await hasNoFault(ada, `passkeys rename ${size}`);
        await dialog.getByRole("button", { name: "Set a password" }).click();
        await page.getByRole("dialog", { name: "Set a password" }).getByLabel("Password").fill("password1");
        await page.keyboard.press("Enter");
        await ada.reads("This password is too common");
        await hasNoFault(ada, `set a password ${size}`);
        await page.getByRole("button", { name: "Cancel" }).click();
        await openMenu(ada, "Log out");
        await page.getByRole("button", { name: "Continue", exact: true }).waitFor();
      }, options);
    });
  }, AXE);
}

async function follow(person: Person, hash: string): Promise<void> {
  await openWithLock(person);
  await person.page.goto(new URL(hash, atLocalhost(person)).href);
}

async function comeWithPasskey(person: Person, name: string): Promise<void> {
  await person.page.getByLabel("Your name").fill(name);
  await person.page.getByRole("button", { name: "Continue with a passkey" }).click();
  await person.isIn();
}

/** The own menu, which on a phone is below the list of rooms. */
async function openMenu(person: Person, item: string): Promise<void> {
  const list = person.page.getByRole("button", { name: /^All rooms/ });
  if (await list.isVisible()) await list.click();
  await person.menu(item);
}
