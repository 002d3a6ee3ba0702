import { assert, assertEquals } from "@std/assert";
import { browserTest, keepPicture, withPeople, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

const ALL = `**bold**, *italic*, ~~gone~~ and \`code\` for @Bo in #lobby
- one
- two
  1. three
> quoted
\`\`\`ts
const answer = 42; // **not bold**
\`\`\`
[the plan](https://example.org/plan)`;

const SHAPES = {
  "strong": ["bold"],
  "em": ["italic"],
  "del": ["gone"],
  ":not(pre) > code": ["code"],
  "ul > li": ["one", "twothree"],
  "ol > li[value='1']": ["three"],
  "blockquote": ["quoted"],
  "pre": ["const answer = 42; // **not bold**"],
  ".token-keyword": ["const"],
  "a[href='https://example.org/plan']": ["the plan"],
  ".host": ["leads to example.org"],
  "a.mention": ["#lobby"],
};

browserTest("marks become shapes, the same for who writes and who reads", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await bo.say("hello");
      await ada.sees("hello");
      await ada.say(ALL);
      for (const person of [ada, bo]) {
        for (const [selector, texts] of Object.entries(SHAPES)) await shows(person, selector, texts);
        await keepPicture(person, `markdown-${person.name.toLowerCase()}`);
      }
      await shows(bo, ".own-mention", ["@Bo"]);
      await shows(ada, "bdi.mention:not(.own-mention)", ["@Bo"]);
      // What waits looks as what is sent.
      ada.expectsTrouble();
      ada.path.cut();
      await ada.say("this **waits**");
      await ada.log.locator(".pending strong").getByText("waits").waitFor();
      ada.path.heal();
      await bo.sees("this waits");
      await shows(bo, "strong", ["bold", "waits"]);
    });
  });
});

browserTest("a room in a message leads there, and code is copied as it was written", async () => {
  await withServer({}, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await ada.createRoom("Boat trip");
      await ada.say("see #boat-trip and #nowhere", "```\na  b\n\n\tc\n```");
      await ada.openRoom("lobby");
      await ada.say("go to #boat-trip");
      await ada.log.getByRole("link", { name: "#boat-trip" }).click();
      await ada.page.getByRole("heading", { level: 1, name: "Boat trip" }).waitFor();
      await ada.isIn();
      await shows(ada, "a.mention", ["#boat-trip"]);
      await ada.log.getByRole("button", { name: "Copy code" }).click();
      await ada.log.getByRole("button", { name: "Copied" }).waitFor();
      assertEquals(await ada.page.evaluate(() => navigator.clipboard.readText()), "a  b\n\n\tc");
    });
  });
});

browserTest(
  "each block runs in the direction of its own text, and code always from left to right",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada"], async ({ ada }) => {
        await ada.say("hello\n- שלום\n- עולם\n> مرحبا\n```\nשלום = 1\n```\n\nend");
        await ada.log.locator("pre").waitFor();
        const directions = await ada.log.locator(".text > *").evaluateAll((all) =>
          all.map((one) => `${one.localName} ${getComputedStyle(one).direction}`)
        );
        assertEquals(directions, ["p ltr", "ul rtl", "blockquote rtl", "div ltr", "p ltr"]);
      });
    });
  },
);

browserTest("long code scrolls in itself, not the page of a phone", async () => {
  await withServer({}, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      await ada.say(`\`\`\`\n${"long ".repeat(100)}\n${"line\n".repeat(60)}\`\`\``);
      const pre = ada.log.locator("pre");
      await pre.waitFor();
      const [wide, high] = await pre.evaluate((one) => [
        one.scrollWidth > one.clientWidth && one.clientWidth < innerWidth,
        one.scrollHeight > one.clientHeight && one.clientHeight < innerHeight,
      ]);
      assert(wide && high);
      assertEquals(await ada.page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      await keepPicture(ada, "markdown-phone");
    }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  });
});

/** Waits until these texts, and no others, are shown in the log by what the selector finds. */
async function shows(person: Person, selector: string, texts: string[]): Promise<void> {
  let seen: string[] = [];
  await eventually(
    async () => {
      seen = await person.log.locator(`.text`).locator(selector).allTextContents();
      return JSON.stringify(seen) === JSON.stringify(texts) || undefined;
    },
    () => `${person.name} sees as ${selector}: ${JSON.stringify(seen)}, not ${JSON.stringify(texts)}`,
  );
}
