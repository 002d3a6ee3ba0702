import { assertEquals } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

browserTest("a screen reader hears what others say, not one's own words and not the past", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      const heard = await listen(ada);
      await ada.say("my own words");
      await ada.sees("my own words");
      await bo.say("said by Bo");
      await hears(ada, heard, /Bo.*said by Bo/);
      assertEquals((await heard()).filter((line) => line.includes("my own words")), []);
      await ada.reload();
      const again = await listen(ada);
      await bo.say("said later");
      await hears(ada, again, /Bo.*said later/);
      assertEquals((await again()).filter((line) => line.includes("said by Bo")), []);
      assertEquals(await ada.log.getAttribute("aria-live"), "off");
    });
  });
});

async function hears(person: Person, heard: () => Promise<string[]>, wanted: RegExp): Promise<void> {
  let lines: string[] = [];
  await eventually(
    async () => (lines = await heard()).some((line) => wanted.test(line)) ? true : undefined,
    () => `${person.name} hears ${JSON.stringify(lines)}`,
  );
}

/** Writes down all that a polite or assertive region says from now on. */
async function listen(person: Person): Promise<() => Promise<string[]>> {
  await person.page.evaluate(() => {
    const lines: string[] = [];
    Object.assign(window, { heard: lines });
    const regions = "[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]";
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(regions);
        if (region?.textContent) lines.push(region.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => person.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}
