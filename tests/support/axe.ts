import { AxeBuilder } from "@axe-core/playwright";
import { assertEquals } from "@std/assert";
import type { BrowserContextOptions } from "playwright-core";
import { keepPicture } from "./browser.ts";
import type { Person } from "./person.ts";

/** The pages that axe looks at. */
export const SIZES: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  },
};

interface Look {
  colorScheme: "light" | "dark";
  theme: string;
  /** All of axe's, where it does not say. */
  rules?: string[];
}

/** High contrast promises more: 7 : 1 for all text. */
const LOOKS: readonly Look[] = [
  { colorScheme: "light", theme: "system" },
  { colorScheme: "dark", theme: "system", rules: ["color-contrast"] },
  { colorScheme: "light", theme: "contrast", rules: ["color-contrast-enhanced"] },
  { colorScheme: "dark", theme: "contrast", rules: ["color-contrast-enhanced"] },
];

/** Lets axe look at the page, and keeps pictures of it. */
export async function hasNoFault(person: Person, what: string): Promise<void> {
  const { page } = person;
  for (const look of LOOKS) {
    const { colorScheme, theme } = look;
    await page.emulateMedia({ colorScheme });
    await page.evaluate((theme) => document.documentElement.dataset.theme = theme, theme);
    await keepPicture(person, `${what}-${theme}-${colorScheme}`.replaceAll(" ", "-").toLowerCase());
    const axe = new AxeBuilder({ page }).setLegacyMode();
    // All but the colours is the same in each.
    if (look.rules !== undefined) axe.withRules(look.rules);
    const { violations } = await axe.analyze();
    const faults = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`)
    );
    assertEquals(faults, [], `${what}, ${theme}, ${colorScheme}`);
  }
}
