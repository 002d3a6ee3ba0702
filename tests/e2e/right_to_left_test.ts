import { AxeBuilder } from "@axe-core/playwright";
import { assertEquals } from "@std/assert";
import type { BrowserContextOptions } from "playwright-core";
import { browserTest, keepPicture, withVisitors } from "../support/browser.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

const SIZES: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

for (const [size, options] of Object.entries(SIZES)) {
  browserTest(`the page can be read from right to left on a ${size}`, async () => {
    await withServer({}, async (server) => {
      const bo = await server.connect({ username: "Bo" });
      const post = (text: string) => bo.ask({ type: "message.post", room: "lobby", text });
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const { page } = ada;
        await page.evaluate(() => document.dir = "rtl");
        await page.getByLabel("Your name").waitFor();
        await check(ada, `${size}-sign-in`);
        await ada.signIn();
        await post("Good morning! The plan is at https://example.org/plan");
        await post("صباح الخير، كيف حالك؟");
        await post("> said Bo\n1. bread\n2. jam\n```ts\nconst answer = 42;\n```");
        await ada.say("Thank you, @Bo.");
        await ada.sees("Thank you, @Bo.");
        const directions = await page.locator("[role=log] .text").evaluateAll((texts) =>
          texts.slice(0, 2).map((text) => getComputedStyle(text).direction)
        );
        assertEquals(directions, ["ltr", "rtl"]);
        await check(ada, `${size}-room`);

        await page.getByRole("button", { name: "Who is here" }).click();
        const people = page.getByRole("complementary", { name: "Who is here" });
        assertEquals(await sideOf(people), "left");
        await check(ada, `${size}-people`);
        await people.getByRole("button", { name: "Close" }).click();

        await ada.message("Good morning").focus();
        if (size === "desktop") {
          assertEquals(await sideOf(page.getByRole("toolbar")), "left");
          await check(ada, "desktop-tools");
        }
        await ada.message("Good morning").press("t");
        await page.getByLabel("Reply in the thread").fill("In a thread");
        await page.getByRole("button", { name: "Send the reply" }).click();
        await page.locator(".thread article:not(.pending) .text").nth(1).waitFor();
        if (size === "desktop") assertEquals(await sideOf(page.locator(".thread")), "left");
        await check(ada, `${size}-thread`);
        await page.getByRole("button", { name: "Close the thread" }).click();
        await page.getByRole("button", { name: "Emoji" }).click();
        await page.getByRole("option").first().waitFor();
        await check(ada, `${size}-emoji`);
        // Where there is no keyboard, the search does not take the focus.
        if (size === "desktop") {
          await page.keyboard.press("ArrowLeft");
          assertEquals(await page.getByRole("option").nth(1).getAttribute("aria-selected"), "true");
        }
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Menu of" }).click();
        await check(ada, `${size}-room-menu`);
        await page.keyboard.press("Escape");

        if (size === "phone") {
          const back = page.getByRole("button", { name: "All rooms" });
          assertEquals(await sideOf(back), "right");
          await back.click();
        }
        assertEquals(await sideOf(page.locator(".sidebar .product")), "right");
        await check(ada, `${size}-rooms`);
        await page.locator(".you-button").click();
        await check(ada, `${size}-menu`);
        await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
        await page.getByRole("dialog").waitFor();
        await check(ada, `${size}-shortcuts`);
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Search messages" }).click();
        await page.locator(".search-help").waitFor();
        await check(ada, `${size}-search`);
      }, { ...options, reducedMotion: "reduce" });
    });
    // AxeBuilder leaves timers behind.
  }, { sanitizeOps: false, sanitizeResources: false });
}

/** On which half of the page something is. */
async function sideOf(element: ReturnType<Person["page"]["locator"]>): Promise<"left" | "right"> {
  const { x, width } = (await element.boundingBox())!;
  const page = element.page().viewportSize()!;
  return x + width / 2 < page.width / 2 ? "left" : "right";
}

/** Nothing stands out of the page at its sides, and axe finds no fault. */
async function check(person: Person, what: string): Promise<void> {
  await keepPicture(person, `right-to-left-${what}`);
  const { scrollWidth, clientWidth, scrollLeft } = await person.page.evaluate(() => {
    const page = document.documentElement;
    page.scrollLeft = -1000;
    return { scrollWidth: page.scrollWidth, clientWidth: page.clientWidth, scrollLeft: page.scrollLeft };
  });
  assertEquals([scrollWidth, scrollLeft], [clientWidth, 0], what);
  const { violations } = await new AxeBuilder({ page: person.page }).setLegacyMode().analyze();
  assertEquals(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], what);
}
