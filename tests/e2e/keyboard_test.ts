import { assert, assertEquals } from "@std/assert";
import { browserTest, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

const MAX_STOPS = 40;

interface Focus {
  name: string;
  visible: boolean;
}

browserTest("everything can be done by the keyboard alone, and the focus is always seen", async () => {
  await withServer({}, async (server) => {
    const bo = await server.connect({ username: "Bo" });
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      const { keyboard } = ada.page;
      await ada.page.getByLabel("Your name").waitFor();
      await tabTo(ada, /Your name/);
      await keyboard.type("Ada");
      await keyboard.press("Enter");
      await ada.isIn();

      // The caret is in the message box, where it is of use.
      await focusIs(ada, /Message lobby/);
      await keyboard.type("first line");
      await keyboard.press("Shift+Enter");
      await keyboard.type("second line");
      await keyboard.press("Enter");
      await ada.seesOnly("first line\nsecond line");

      await tabTo(ada, /New room/);
      await keyboard.press("Enter");
      await focusIs(ada, /^Name/);
      await keyboard.type("garden");
      await tabTo(ada, /Create room/);
      await keyboard.press("Enter");
      await ada.page.getByRole("heading", { level: 1, name: "garden" }).waitFor();
      await focusIs(ada, /Message garden/);
      await keyboard.type("peas");
      await keyboard.press("Enter");
      await ada.sees("peas");

      await keyboard.press("Alt+ArrowUp");
      await ada.page.getByRole("heading", { level: 1, name: "lobby" }).waitFor();
      await keyboard.press("Control+k");
      await focusIs(ada, /Room/);
      await keyboard.type("gar");
      await keyboard.press("Enter");
      await ada.page.getByRole("heading", { level: 1, name: "garden" }).waitFor();
      await tabTo(ada, /lobby/);
      await keyboard.press("Enter");
      await ada.page.getByRole("heading", { level: 1, name: "lobby" }).waitFor();

      await tabTo(ada, /Who is here/);
      await keyboard.press("Enter");
      await ada.page.getByRole("complementary", { name: "Who is here" }).getByText("Bo").waitFor();
      await keyboard.press("Escape");
      await ada.page.getByRole("complementary", { name: "Who is here" }).waitFor({ state: "detached" });
      await focusIs(ada, /Message lobby|Who is here/);

      await keyboard.type("/unfl");
      await ada.page.getByRole("option", { name: /unflip/ }).waitFor();
      await keyboard.press("Tab");
      await keyboard.type("done");
      await keyboard.press("Enter");
      await ada.sees("done ┬─┬ノ( º _ ºノ)");
      await tabTo(ada, /^Emoji/);
      await keyboard.press("Enter");
      await focusIs(ada, /Find an emoji/);
      await keyboard.type("tada");
      await ada.page.getByRole("option", { name: "tada" }).waitFor();
      await keyboard.press("Enter");
      await focusIs(ada, /Message lobby/);
      await keyboard.press("Enter");
      await ada.sees("🎉");

      await keyboard.press("Control+/");
      await ada.page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      await keyboard.press("Escape");
      await ada.page.getByRole("dialog").waitFor({ state: "detached" });

      await tabTo(ada, /Browse rooms/);
      await keyboard.press("Enter");
      await focusIs(ada, /Find a room/);
      await tabTo(ada, /Leave garden/);
      await keyboard.press("Enter");
      await ada.page.getByRole("button", { name: "Join garden" }).waitFor();
      await keyboard.press("Escape");
      await ada.room("garden").waitFor({ state: "detached" });
      await focusIs(ada, /Browse rooms/);

      await tabTo(ada, /^A?Ada/);
      await keyboard.press("Enter");
      await tabTo(ada, /Log out/);
      await keyboard.press("Enter");
      await ada.isSignedOut();
      await bo.next("presence.left");
    });
  });
});

browserTest("the log scrolls by the keys while the caret stays in the message box", async () => {
  await withServer({ MESSAGE_RATE: "1000", MESSAGE_BURST: "1000" }, async (server) => {
    const bo = await server.connect({ username: "Bo" });
    for (let number = 1; number <= 40; number++) {
      await bo.ask({ type: "message.post", room: "lobby", text: `message ${number}` });
    }
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      const newest = ada.log.getByText("message 40", { exact: true });
      const inView = () =>
        newest.evaluate((message) => {
          const log = message.closest("[role=log]")!.getBoundingClientRect();
          return message.getBoundingClientRect().top < log.bottom;
        });
      await ada.composer.press("PageUp");
      await eventually(async () => await inView() ? undefined : true, () => "The log did not scroll back");
      await ada.composer.press("End");
      await eventually(async () => await inView() ? true : undefined, () => "The log did not scroll on");
      await focusIs(ada, /Message lobby/);
    });
  });
});

/** Presses Tab until the focus is on something of that name; wherever it stops, it must be seen. */
async function tabTo(person: Person, name: RegExp): Promise<void> {
  const stops: string[] = [];
  for (let stop = 0; stop < MAX_STOPS; stop++) {
    await person.page.keyboard.press("Tab");
    const focus = await person.page.evaluate(focused);
    if (focus === undefined) continue;
    assert(focus.visible, `The focus on ${focus.name} is not to be seen`);
    stops.push(focus.name);
    if (name.test(focus.name)) return;
  }
  throw new Error(`Tab never comes to ${name}, but to ${stops.join(" | ")}`);
}

async function focusIs(person: Person, name: RegExp): Promise<void> {
  let focus: Focus | undefined;
  await eventually(
    async () => {
      focus = await person.page.evaluate(focused);
      return focus !== undefined && name.test(focus.name) ? true : undefined;
    },
    () => `The focus is on ${focus?.name}, not on ${name}`,
  );
  assertEquals(focus?.visible, true, `The focus on ${focus?.name} is not to be seen`);
}

/** Runs in the page: what has the focus, and whether that can be seen on it or on the box around it. */
function focused(): Focus | undefined {
  const element = document.activeElement;
  if (element === null || element === document.body) return undefined;
  const labels = (element as HTMLInputElement).labels;
  const name = element.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? element.textContent ?? "";
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const onPage = bottom > top && right > left && bottom > 0 && right > 0 && top < innerHeight &&
    left < innerWidth;
  const boxes = [element, element.parentElement!, element.parentElement!.parentElement!];
  const ringed = boxes.some((box) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  });
  return { name: name.trim(), visible: onPage && ringed };
}
