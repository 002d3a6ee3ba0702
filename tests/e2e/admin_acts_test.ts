import { assertEquals } from "@std/assert";
import { PASSWORD, signUp } from "../support/accounts.ts";
import { hasNoFault, SIZES } from "../support/axe.ts";
import { browserTest, withVisitors } from "../support/browser.ts";
import type { Person } from "../support/person.ts";
import { type TestServer, withServer } from "../support/server.ts";

/** Chromium writes each refusal to the console. */
const REFUSED = /status of 4\d\d/;
// AxeBuilder leaves timers behind.
const AXE = { sanitizeOps: false, sanitizeResources: false };

browserTest(
  "an owner bans somebody from the admin page, and lifts it there: they are out at once, read why, and come back",
  async () => {
    await withServer({}, async (server) => {
      await signUp(server, "Bo");
      await withOwner(server, ["Bo"], async ({ ada, bo }) => {
        const { page } = ada;
        await signInByPassword(bo);
        await openPeople(ada);
        const row = page.getByRole("listitem").filter({ has: page.getByRole("group", { name: "Bo" }) });
        await row.getByRole("button", { name: "Ban…" }).press("Enter");
        const form = row.getByRole("form", { name: "Ban Bo" });
        assertEquals(await form.getByLabel("How long").inputValue(), String(24 * 3_600));
        await form.getByLabel("How long").selectOption("For a week");
        await form.getByLabel("Why (they are told)").fill("Selling things");
        bo.expects(REFUSED);
        await form.getByRole("button", { name: "Ban Bo" }).press("Enter");

        await bo.reads(/You are banned from this server until .+ UTC: Selling things/);
        const bans = page.getByRole("list", { name: "Banned" });
        const entry = bans.getByRole("listitem").filter({ hasText: "Bo" });
        await entry.getByText(/^until /).waitFor();
        await entry.getByText("Selling things").waitFor();
        await row.getByText(/Signed in nowhere/).waitFor();
        await row.getByRole("form").waitFor({ state: "detached" });
        await signInWith(bo, PASSWORD);
        await bo.reads(/You are banned from this server until .+ UTC: Selling things/);

        await bans.getByRole("button", { name: "Lift the ban of Bo" }).press("Enter");
        await page.getByText("Nobody is banned.").waitFor();
        await bo.page.keyboard.press("Enter");
        await bo.isIn();
        await bo.say("back again");
        await row.getByRole("button", { name: "Ban…" }).click();
        await form.getByLabel("How long").selectOption("For good");
        await form.getByRole("button", { name: "Ban Bo" }).click();
        await bo.reads(/You are banned from this server$/);
        await entry.getByText("for good").waitFor();
        await page.getByRole("link", { name: "Audit log" }).click();
        await page.getByText("lifted a ban from the server").waitFor();
        assertEquals(await page.getByText(/^Ada banned from the server/).count(), 2);
      });
    });
  },
);

browserTest("an owner makes somebody an admin and takes it away: their page follows at once", async () => {
  await withServer({}, async (server) => {
    await signUp(server, "Bo");
    await withOwner(server, ["Bo"], async ({ ada, bo }) => {
      await signInByPassword(bo);
      await openPeople(ada);
      const acts = ada.page.getByRole("group", { name: "Bo" });
      await acts.getByRole("button", { name: "Make admin" }).press("Enter");
      await acts.getByRole("button", { name: "Take admin away" }).waitFor();
      await openPeople(bo);
      const owner = bo.page.getByRole("group", { name: "Ada" });
      await owner.waitFor({ state: "attached" });
      assertEquals(await owner.getByRole("button").count(), 0);
      await bo.page.getByRole("link", { name: "Rooms", exact: true }).click();
      await bo.page.getByRole("main").getByRole("heading", { level: 2, name: "Rooms" }).waitFor();

      bo.expects(REFUSED);
      await acts.getByRole("button", { name: "Take admin away" }).press("Enter");
      await acts.getByRole("button", { name: "Make admin" }).waitFor();
      await bo.page.getByRole("link", { name: "People", exact: true }).click();
      await bo.reads("There is nothing here");
      await bo.page.getByRole("button", { name: "Close", exact: true }).click();
      await bo.isIn();
      await bo.page.locator(".you-button").click();
      await bo.page.getByRole("button", { name: "Your devices" }).waitFor();
      assertEquals(await bo.page.getByRole("button", { name: "Run the server" }).count(), 0);
    });
  });
});

for (const [size, options] of Object.entries(SIZES)) {
  browserTest(`axe finds no fault where somebody is banned and unbanned, on a ${size}`, async () => {
    await withServer({}, async (server) => {
      await signUp(server, "Bo");
      await withOwner(server, [], async ({ ada }) => {
        const { page } = ada;
        await page.goto(new URL("#/admin/people", ada.path.url).href);
        await page.getByRole("group", { name: "Bo" }).getByRole("button", { name: "Ban…" }).click();
        const form = page.getByRole("form", { name: "Ban Bo" });
        await form.getByLabel("Why (they are told)").fill("Selling things");
        await hasNoFault(ada, `admin ban ${size}`);
        await form.getByRole("button", { name: "Ban Bo" }).click();
        await page.getByRole("button", { name: "Lift the ban of Bo" }).waitFor();
        await hasNoFault(ada, `admin banned ${size}`);
      }, options);
    });
  }, AXE);
}

function withOwner<const Name extends string>(
  server: TestServer,
  others: readonly Name[],
  use: (people: Record<Lowercase<"Ada" | Name>, Person>) => Promise<void>,
  options: (typeof SIZES)[string] = {},
): Promise<void> {
  return withVisitors(server, ["Ada", ...others], async (people) => {
    const { ada } = people as Record<"ada", Person>;
    await ada.page.goto(new URL(`#/owner/${server.ownerToken}`, ada.path.url).href);
    await ada.page.getByLabel("Your name").fill("Ada");
    await ada.page.getByLabel("Password").fill(PASSWORD);
    await ada.page.getByRole("button", { name: "Make an account" }).click();
    // On a phone the list of rooms may be what is shown.
    await ada.page.locator("#composer, .you-button").first().waitFor();
    await use(people);
  }, options);
}

async function openPeople(person: Person): Promise<void> {
  await person.menu("Run the server");
  await person.page.getByRole("main").getByRole("heading", { level: 2, name: "People" }).waitFor();
}

async function signInByPassword(person: Person): Promise<void> {
  await person.page.getByRole("button", { name: "I have an account" }).click();
  await signInWith(person, PASSWORD);
  await person.isIn();
}

async function signInWith({ page, name }: Person, password: string): Promise<void> {
  const account = page.getByRole("button", { name: "I have an account" });
  if (await account.isVisible()) await account.click();
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}
