import { AxeBuilder } from "@axe-core/playwright";
import { assert, assertEquals } from "@std/assert";
import { browserTest, keepPicture, withPeople, withVisitors } from "../support/browser.ts";
import type { Person } from "../support/person.ts";
import { type TestServer, withServer } from "../support/server.ts";
import { page, withWeb } from "../support/web.ts";

const LINK = "https://news.example.org/story";
const SCRIPT = "https://news.example.org/script";
const PAGES: Record<string, () => Response> = {
  "/story": () =>
    page(
      "A story of two cats",
      `<meta property="og:description" content="It was a dark &amp; stormy night, and neither of them had slept."><meta property="og:site_name" content="The News">`,
    ),
  "/script": () =>
    page(`<img src=x onerror="document.title='pwned'"><script>document.title='pwned'</script>`),
  "/hebrew": () => page("סיפור על שני חתולים", `<meta name=description content="שלום לכולם">`),
  "/long": () =>
    page(
      "Donaudampfschifffahrtsgesellschaft".repeat(5),
      `<meta name=description content="${"x".repeat(400)}">`,
    ),
};

browserTest("what a link leads to is shown under its message, to all; its author takes it away", async () => {
  await withPreviews(async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say(`read ${LINK}`);
      for (const one of [ada, bo]) {
        const card = cardUnder(one, "read");
        await card.getByText("A story of two cats").waitFor();
        assertEquals(await card.locator("a").getAttribute("href"), LINK);
        assertEquals(await card.locator("a").getAttribute("rel"), "noopener noreferrer nofollow");
        for (const text of ["It was a dark & stormy night", "news.example.org", "The News"]) {
          assert((await card.textContent())!.includes(text), text);
        }
      }
      // Who comes later sees the same.
      await bo.reload();
      await cardUnder(bo, "read").getByText("A story of two cats").waitFor();
      assertEquals(await bo.page.getByRole("button", { name: "Remove this preview" }).count(), 0);
      // By keyboard alone.
      await cardUnder(ada, "read").locator("a").focus();
      await ada.page.keyboard.press("Tab");
      await ada.page.keyboard.press("Enter");
      for (const one of [ada, bo]) {
        await one.page.locator(".preview").waitFor({ state: "detached" });
        await one.reload();
        await one.sees(`read ${LINK}`);
        assertEquals(await one.page.locator(".preview").count(), 0);
      }
    });
  });
});

browserTest(
  "an edit takes a preview away or gives another one, and what a page says is never more than text",
  async () => {
    await withPreviews(async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.say(`read ${LINK}`);
        await cardUnder(bo, "read").waitFor();
        await edit(ada, "read", `see ${SCRIPT}`);
        await cardUnder(bo, "see").getByText(`<img src=x onerror="document.title='pwned'">`).waitFor();
        assertEquals(await bo.page.locator(".preview img, .preview script").count(), 0);
        assert(!(await bo.page.title()).includes("pwned"));
        await edit(ada, "see", "nothing to see");
        for (const one of [ada, bo]) {
          await one.seesOnly("nothing to see");
          await one.page.locator(".preview").waitFor({ state: "detached" });
        }
      });
    });
  },
);

browserTest(
  "previews are at home in every theme and on a phone, and are written as their pages are",
  async () => {
    await withPreviews(async (server) => {
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        await ada.signIn();
        await ada.say(`one ${LINK}`, "two https://a.example.org/long", "three https://a.example.org/hebrew");
        for (const text of ["one", "two", "three"]) await cardUnder(ada, text).waitFor();
        const title = cardUnder(ada, "three").locator(".preview-title");
        assertEquals(await title.evaluate((one) => getComputedStyle(one).direction), "rtl");
        for (const theme of ["system", "contrast"]) {
          await ada.page.evaluate((theme) => document.documentElement.dataset.theme = theme, theme);
          for (const colorScheme of ["light", "dark"] as const) {
            await ada.page.emulateMedia({ colorScheme });
            await keepPicture(ada, `previews-${theme}-${colorScheme}`);
            const rules = [
              theme === "contrast" ? "color-contrast-enhanced" : "color-contrast",
              "nested-interactive",
            ];
            const axe = new AxeBuilder({ page: ada.page }).setLegacyMode().include(".preview").withRules(
              rules,
            );
            const { violations } = await axe.analyze();
            assertEquals(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
          }
        }
        await ada.page.setViewportSize({ width: 360, height: 740 });
        await keepPicture(ada, "previews-phone");
        const wide = await ada.page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll(".preview, .preview *")]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).length
        );
        assertEquals(wide, 0);
        // A colour on its way to another one is no colour of the theme.
      }, { reducedMotion: "reduce" });
    });
    // AxeBuilder leaves timers behind.
  },
  { sanitizeOps: false, sanitizeResources: false },
);

async function withPreviews(use: (server: TestServer) => Promise<void>): Promise<void> {
  const answer = (request: Request) => PAGES[new URL(request.url).pathname]!();
  await withWeb({ answer }, (web) => withServer({ LINK_PREVIEWS: "on" }, use, web.network));
}

function cardUnder(person: Person, text: string) {
  return person.message(text).locator(".preview");
}

async function edit(person: Person, text: string, next: string): Promise<void> {
  await person.use("Edit", text);
  await person.composer.fill(next);
  await person.page.getByRole("button", { name: "Save", exact: true }).click();
}
