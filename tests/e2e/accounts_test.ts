import { assert, assertEquals } from "@std/assert";
import { signUp } from "../support/accounts.ts";
import { browserTest, withPeople, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { type TestServer, withServer } from "../support/server.ts";

const PASSWORD = "four green umbrellas";
/** Chromium writes each refusal to the console. */
const REFUSED = /status of 4\d\d/;

function withSettings(use: (server: TestServer) => Promise<void>): Promise<void> {
  return withServer({ GRACE: "0" }, use);
}

async function authors(person: Person, text: string): Promise<string> {
  const token = (await person.context.cookies()).find(({ name }) => name === "parley_session")!.value;
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${person.path.url}/api/rooms/lobby/messages`, { headers });
  const { events } = await answer.json() as {
    events: { message?: { text: string; author: { id: string } } }[];
  };
  return events.find(({ message }) => message?.text === text)!.message!.author.id;
}

browserTest(
  "a guest keeps the name by a password, and is the same person with the same read marks on a second device",
  async () => {
    await withSettings(async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.createRoom("garden");
        await bo.joinRoom("garden");
        await bo.say("peas", "beans");
        await ada.sees("peas", "beans");
        await ada.openRoom("lobby");
        await bo.say("carrots");
        await ada.seesUnread("garden", 1);
        await ada.say("written as a guest");
        const before = await authors(ada, "written as a guest");
        await ada.menu("Keep this name");
        const dialog = ada.page.getByRole("dialog", { name: "Keep this name" });
        ada.expects(REFUSED);
        await dialog.getByLabel("Password").fill("password1");
        await ada.page.keyboard.press("Enter");
        await dialog.getByText("This password is too common").waitFor();
        await dialog.getByLabel("Password").fill(PASSWORD);
        await ada.page.keyboard.press("Enter");
        await dialog.waitFor({ state: "detached" });
        await ada.say("written with an account");
        await ada.sees("written as a guest", "written with an account");
        assertEquals(await authors(ada, "written with an account"), before);

        await withVisitors(server, ["Phone"], async ({ phone }) => {
          await phone.page.getByRole("button", { name: "I have an account" }).click();
          phone.expects(REFUSED);
          await phone.page.getByLabel("Your name").fill("ada");
          await phone.page.getByLabel("Password").fill("not the right one");
          await phone.page.getByRole("button", { name: "Sign in" }).click();
          await phone.reads("This name and password do not go together");
          await phone.page.getByLabel("Password").fill(PASSWORD);
          await phone.page.keyboard.press("Enter");
          await phone.isIn();
          await phone.sees("written as a guest", "written with an account");
          await phone.seesUnread("garden", 1);
          await phone.openRoom("garden");
          for (const device of [phone, ada]) await device.seesUnread("garden", 0);
        });
      });
    });
  },
);

browserTest(
  "a device is signed out from another one: it is told so at once, and the other stays in",
  async () => {
    await withSettings(async (server) => {
      await withPeople(server, ["Ada"], async ({ ada }) => {
        const address = await transferLink(ada);
        await withVisitors(server, ["Phone"], async ({ phone }) => {
          await phone.page.goto(new URL(new URL(address).hash, phone.path.url).href);
          await phone.page.getByRole("button", { name: "Sign in here" }).click();
          await phone.isIn();
          assertEquals(new URL(phone.page.url()).hash.includes("transfer"), false);
          await phone.say("from the phone");
          await ada.page.keyboard.press("Escape");
          await ada.sees("from the phone");
          await ada.menu("Your devices");
          const dialog = ada.page.getByRole("dialog", { name: "Your devices" });
          phone.expects(REFUSED);
          phone.expectsTrouble();
          await dialog.getByRole("button", { name: "Sign out Chrome on Linux" }).click();
          await phone.reads("Your session has ended: sign in again");
          await eventually(
            async () => (await dialog.getByRole("listitem").count()) === 1 ? true : undefined,
            () => "the list still has two devices",
          );
        });
        await ada.page.keyboard.press("Escape");
        await ada.say("still here");
        await ada.sees("from the phone", "still here");
      });
    });
  },
);

browserTest("a transfer link works once: who comes second is told so in plain words", async () => {
  await withSettings(async (server) => {
    await withPeople(server, ["Ada"], async ({ ada }) => {
      const hash = new URL(await transferLink(ada)).hash;
      await withVisitors(server, ["First", "Second"], async ({ first, second }) => {
        for (const visitor of [first, second]) {
          await visitor.page.goto(new URL(hash, visitor.path.url).href);
          await visitor.page.getByRole("button", { name: "Sign in here" }).waitFor();
        }
        await first.page.getByRole("button", { name: "Sign in here" }).click();
        await first.isIn();
        second.expects(REFUSED);
        await second.page.getByRole("button", { name: "Sign in here" }).click();
        await second.reads("This link was used already, or has run out");
      });
    });
  });
});

browserTest(
  "the owner opens the server to the invited alone: others are refused with a clear text, a link lets one in",
  async () => {
    await withSettings(async (server) => {
      await withVisitors(server, ["Ada", "Eve", "Bo"], async ({ ada, eve, bo }) => {
        await ada.page.goto(new URL(`#/owner/${server.ownerToken}`, ada.path.url).href);
        await ada.reads("You are about to become the owner of this server.");
        await ada.page.getByLabel("Your name").fill("Ada");
        await ada.page.getByLabel("Password").fill(PASSWORD);
        await ada.page.getByRole("button", { name: "Make an account" }).click();
        await ada.isIn();
        await ada.menu("Run the server");
        await ada.page.getByRole("link", { name: "Settings" }).click();
        await ada.page.getByRole("radio", { name: "Invitation only" }).check();
        await ada.page.getByText("changed here").waitFor();
        await ada.page.getByRole("link", { name: "Invitations" }).click();
        await ada.page.getByRole("button", { name: "Make a link" }).click();
        const link = await ada.page.getByLabel("Invitation link").inputValue();
        await ada.page.getByText("0 of 1 came in").waitFor();

        // Who had the page open before it was closed is told when they try.
        eve.expects(REFUSED);
        await eve.page.getByLabel("Your name").fill("Eve");
        await eve.page.getByRole("button", { name: "Continue" }).click();
        await eve.reads("This server is for those who were invited: ask for a link");
        await eve.page.reload();
        await eve.reads("This server is for those who were invited: ask for a link.");
        assertEquals(await eve.page.getByRole("button", { name: "Continue" }).count(), 0);

        await bo.page.goto(new URL(new URL(link).hash, bo.path.url).href);
        await bo.reads("You are invited: come in.");
        await bo.signIn();
        await bo.say("hello");
        await eve.page.goto(new URL(new URL(link).hash, eve.path.url).href);
        await eve.page.getByLabel("Your name").fill("Eve");
        await eve.page.getByRole("button", { name: "Continue" }).click();
        await eve.reads("This invitation has ended: ask for a new one");
      });
    });
  },
);

browserTest("somebody who is in becomes the owner by the link, and keeps their name with it", async () => {
  await withSettings(async (server) => {
    await withPeople(server, ["Ada"], async ({ ada }) => {
      await ada.page.goto(new URL(`#/owner/${server.ownerToken}`, ada.path.url).href);
      const dialog = ada.page.getByRole("dialog", { name: "Become the owner" });
      await dialog.getByLabel("Password").fill(PASSWORD);
      await ada.page.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      await ada.page.locator(".you-button").click();
      await ada.page.getByRole("button", { name: "Run the server" }).waitFor();
    });
  });
});

browserTest("a changed password signs out the other devices; a status is read by others", async () => {
  await withSettings(async (server) => {
    const { session } = await signUp(server, "Ada");
    const other = await server.connect({ token: session });
    await withVisitors(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.page.getByRole("button", { name: "I have an account" }).click();
      await ada.page.getByLabel("Your name").fill("Ada");
      await ada.page.getByLabel("Password").fill(PASSWORD);
      await ada.page.keyboard.press("Enter");
      await ada.isIn();
      await ada.menu("Set a status");
      await ada.page.getByLabel("What others read beside your name").fill("having tea");
      await ada.page.keyboard.press("Enter");
      await ada.page.getByRole("dialog").waitFor({ state: "detached" });
      await ada.menu("Change password");
      const dialog = ada.page.getByRole("dialog", { name: "Change your password" });
      await dialog.getByLabel("Password until now").fill(PASSWORD);
      await dialog.getByLabel("New password").fill("three blue kettles");
      await ada.page.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      assertEquals((await other.closed).code, 4001);
      await bo.signIn();
      await bo.page.getByRole("button", { name: "Who is here: 2" }).click();
      await bo.reads("having tea");
      assert(await bo.page.getByRole("complementary").getByText("having tea").isVisible());
    });
  });
});

/** Makes a transfer link in the page, and leaves its dialog open. */
async function transferLink(person: Person): Promise<string> {
  await person.menu("Your devices");
  await person.page.getByRole("button", { name: "Sign in on another device" }).click();
  const dialog = person.page.getByRole("dialog", { name: "Sign in on another device" });
  await dialog.getByRole("img", { name: "QR code of the link" }).waitFor();
  return await dialog.getByLabel("Link").inputValue();
}
