import { assert, assertEquals } from "@std/assert";
import { browserTest, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

const COUNT = 2_000;
const MAX_MOUNTED = 400;

interface View {
  /** Numbers of the first and the last message in view. */
  first: number;
  last: number;
  mounted: number;
}

browserTest("a reader goes back to the very first of 2,000 messages without losing the place", async () => {
  await withServer({ MESSAGE_RATE: "100000", MESSAGE_BURST: "100000" }, async (server) => {
    const bo = await server.connect({ username: "Bo" });
    for (let number = 1; number < COUNT; number++) {
      bo.send({ type: "message.post", room: "lobby", text: textOf(number) });
    }
    await bo.ask({ type: "message.post", room: "lobby", text: textOf(COUNT) });
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      // Whoever is new has nothing unread, and begins at the end.
      let view = await settledView(ada, (now) => now.last === COUNT);
      while (view.first > 1) {
        const before = view;
        await ada.composer.press("PageUp");
        view = await settledView(ada, (now) => now.first < before.first);
        assert(view.last >= before.first - 1, `From ${show(before)} the view jumped to ${show(view)}`);
        assert(view.mounted < MAX_MOUNTED, `${view.mounted} messages are mounted`);
      }
      await ada.reads("Welcome to lobby");

      await bo.ask({ type: "message.post", room: "lobby", text: textOf(COUNT + 1) });
      const jump = ada.page.getByRole("button", { name: "1 new message" });
      await jump.waitFor();
      assertEquals((await settledView(ada, () => true)).first, 1);
      await jump.click();
      view = await settledView(ada, (now) => now.last === COUNT + 1);
      assert(view.mounted < MAX_MOUNTED, `${view.mounted} messages are mounted`);
    });
  });
});

/** Some are higher than others. */
function textOf(number: number): string {
  return `message ${number}${number % 7 === 0 ? "\nwith a second line\nand a third" : ""}`;
}

/** What is in view once it fits and has not changed from one frame to the next. */
async function settledView(person: Person, fits: (view: View) => boolean): Promise<View> {
  let last: View | undefined;
  return await eventually(
    async () => {
      const view = await person.page.evaluate(look);
      const same = JSON.stringify(view) === JSON.stringify(last);
      last = view;
      return same && fits(view) ? view : undefined;
    },
    () => `The view stays at ${show(last!)}`,
  );
}

/** Runs in the page. */
async function look(): Promise<View> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const log = document.querySelector("[role=log]")!.getBoundingClientRect();
  const all = [...document.querySelectorAll("[role=log] article")];
  const seen = all.filter((message) => {
    const { top, bottom } = message.getBoundingClientRect();
    return bottom > log.top && top < log.bottom;
  });
  const numberOf = (message?: Element) =>
    Number(/message (\d+)/.exec(message?.querySelector(".text")?.textContent ?? "")?.[1] ?? NaN);
  return { first: numberOf(seen[0]), last: numberOf(seen.at(-1)), mounted: all.length };
}

function show({ first, last }: View): string {
  return `${first}–${last}`;
}
