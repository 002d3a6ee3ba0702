import { assert, assertEquals } from "@std/assert";
import { browserTest, keepPicture, withPeople, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "100000", MESSAGE_BURST: "100000" };

browserTest("an edited message changes for everyone, says so, and shows what it was", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.composer.fill("a draft");
      await ada.say("helo all");
      await bo.sees("helo all");
      await ada.composer.fill("another draft");
      await ada.use("Edit", "helo all");
      assertEquals(await ada.composer.inputValue(), "helo all");
      await ada.composer.fill("hello all");
      await ada.page.getByRole("button", { name: "Save", exact: true }).click();
      await bo.seesOnly("hello all");
      await ada.seesOnly("hello all");
      assertEquals(await ada.composer.inputValue(), "another draft");
      await bo.page.getByRole("button", { name: "edited" }).click();
      const texts = bo.page.getByRole("dialog", { name: "Earlier texts" }).locator(".text");
      await texts.nth(1).waitFor();
      assertEquals(await texts.allTextContents(), ["hello all", "helo all"]);
      await bo.page.keyboard.press("Escape");
      // Who comes later sees the same.
      await bo.reload();
      await bo.seesOnly("hello all");
      await bo.page.getByRole("button", { name: "edited" }).waitFor();
    });
  });
});

browserTest("a deleted message is gone from every page, and a quiet line stays in its place", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("not for you", "for you");
      await bo.sees("not for you", "for you");
      await bo.use("Reply", "not for you");
      await bo.say("what is this?");
      await ada.sees("not for you", "for you", "what is this?");
      await ada.use("More", "not for you");
      await ada.page.getByRole("button", { name: "Delete…" }).click();
      await ada.page.getByRole("dialog").getByRole("button", { name: "Keep it" }).click();
      await ada.sees("not for you", "for you", "what is this?");
      await ada.use("More", "not for you");
      await ada.page.getByRole("button", { name: "Delete…" }).click();
      await ada.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      for (const one of [ada, bo]) {
        await one.seesOnly("for you", "what is this?");
        assert(!(await one.page.content()).includes("not for you"), `${one.name}'s page still has it`);
        // The message itself, and the quote above its answer.
        assertEquals(await one.page.getByText("Message deleted").count(), 2);
        await one.reload();
        await one.seesOnly("for you", "what is this?");
        assert(!(await one.log.textContent())!.includes("not for you"));
      }
    });
  });
});

browserTest(
  "reactions are counted and name who gave them, and a press adds or takes back one's own",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.say("there is cake");
        await bo.sees("there is cake");
        await bo.use("React", "there is cake");
        await pick(bo, "birthday");
        await chip(ada, "🎂 1: Bo", false).click();
        await chip(bo, "🎂 2: You and Ada", true).waitFor();
        await chip(ada, "🎂 2: You and Bo", true).click();
        await chip(bo, "🎂 1: You", true).waitFor();
        await bo.reload();
        await chip(bo, "🎂 1: You", true).click();
        await ada.page.locator(".reactions").waitFor({ state: "detached" });
        await ada.use("React", "there is cake");
        await pick(ada, "cupcake");
        await chip(bo, "🧁 1: Ada", false).waitFor();
      });
    });
  },
);

browserTest("an answer shows what it answers, and leads there however far away it is", async () => {
  await withServer(FAST, async (server) => {
    const eve = await server.connect({ username: "eve" });
    const { seq } = await eve.ask({ type: "message.post", room: "lobby", text: "the question" });
    for (let n = 1; n <= 400; n++) eve.send({ type: "message.post", room: "lobby", text: `filler ${n}` });
    await eve.atLeast("message.posted", 401);
    await eve.ask({ type: "message.post", room: "lobby", text: "the answer", replyTo: seq });
    await withPeople(server, ["Ada"], async ({ ada }) => {
      await ada.sees("filler 400", "the answer");
      const quote = ada.message("the answer").locator(".quote");
      await eventually(
        async () => (await quote.textContent())?.includes("the question") ? true : undefined,
        () => "the quote has no text",
      );
      await quote.click();
      const question = ada.page.locator(`article[data-seq="${seq}"]`);
      await question.waitFor();
      await eventually(
        async () => await question.evaluate((row) => row === document.activeElement) ? true : undefined,
        () => "the question has not the focus",
      );
      assert(await isInView(ada, seq), "the question is not in view");
      await keepPicture(ada, "jump");
      await ada.sees("the question", "filler 1");
    });
  });
});

browserTest("what is pinned is marked, and at hand for everyone until it is unpinned", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("the plan", "idle talk");
      await bo.sees("the plan", "idle talk");
      await bo.use("More", "the plan");
      await bo.page.getByRole("button", { name: "Pin", exact: true }).click();
      await ada.message("the plan").getByText("Pinned").waitFor();
      await ada.page.getByRole("button", { name: "Pinned messages" }).click();
      const pins = ada.page.getByRole("dialog", { name: "Pinned messages" });
      await pins.getByRole("button", { name: "the plan" }).click();
      await eventually(
        async () =>
          await ada.message("the plan").evaluate((row) => row === document.activeElement) || undefined,
        () => "the pinned message has not the focus",
      );
      await ada.use("More", "the plan");
      await ada.page.getByRole("button", { name: "Unpin" }).click();
      await bo.message("the plan").getByText("Pinned").waitFor({ state: "detached" });
      await bo.page.getByRole("button", { name: "Pinned messages" }).click();
      await bo.reads("Nothing is pinned here");
    });
  });
});

browserTest("a link to a message opens its room at it", async () => {
  await withServer(FAST, async (server) => {
    const eve = await server.connect({ username: "eve" });
    const posts = Array.from({ length: 300 }, (_, n) => `number ${n}`);
    for (const text of posts) eve.send({ type: "message.post", room: "lobby", text });
    const events = await eve.atLeast("message.posted", 300);
    const { seq } = events.find(({ message }) => message.text === "number 100")!;
    await withPeople(server, ["Ada"], async ({ ada }) => {
      await ada.page.goto(`${ada.path.url}/#/rooms/lobby/${seq}`);
      await ada.sees("number 99", "number 100", "number 101");
      await eventually(
        async () => await isInView(ada, seq) ? true : undefined,
        () => "the message is not in view",
      );
      await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await ada.use("More", "number 102");
      await ada.page.getByRole("button", { name: "Copy link" }).click();
      await ada.reads("Copied");
      const link = await ada.page.evaluate(() => navigator.clipboard.readText());
      assertEquals(link, `${new URL(ada.page.url()).origin}/#/rooms/lobby/${seq + 2}`);
      await ada.page.goto("about:blank");
      await ada.page.goto(link);
      await ada.sees("number 101", "number 102", "number 103");
      await ada.page.goto(`${ada.path.url}/#/rooms/lobby/99999`);
      await ada.reads("This message cannot be shown now");
    });
  });
});

browserTest("all of it goes by the keyboard", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("one", "two");
      for (const one of [ada, bo]) await one.sees("one", "two");
      await ada.composer.press("ArrowUp");
      assertEquals(await ada.composer.inputValue(), "two");
      await ada.composer.press("Escape");
      assertEquals(await ada.composer.inputValue(), "");
      await ada.composer.press("ArrowUp");
      await ada.composer.press("End");
      await ada.composer.pressSequentially("!");
      await ada.composer.press("Enter");
      await bo.sees("one", "two!");
      await bo.composer.press("Control+ArrowUp");
      await bo.page.keyboard.press("ArrowUp");
      await bo.page.keyboard.press("r");
      await bo.page.getByText("Replying to Ada").waitFor();
      await bo.page.keyboard.type("to one");
      await bo.page.keyboard.press("Enter");
      await ada.sees("one", "two!", "to one");
      assertEquals(await ada.message("to one").locator(".quote-text").textContent(), "one");
      await ada.composer.press("Control+ArrowUp");
      await ada.page.keyboard.press("Enter");
      await ada.page.getByRole("dialog", { name: "Message of Bo" }).waitFor();
      await ada.page.getByRole("button", { name: "React with 👍" }).press("Enter");
      await chip(bo, "👍 1: Ada", false).waitFor();
      await ada.composer.press("Control+ArrowUp");
      await ada.page.keyboard.press("ArrowUp");
      await ada.page.keyboard.press("Delete");
      await ada.page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
      await bo.seesOnly("one", "to one");
    });
  });
});

browserTest("a finger that rests on a message gets all that can be done with it", async () => {
  await withServer({}, async (server) => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      await ada.say("hold me");
      await ada.sees("hold me");
      const box = (await ada.message("hold me").boundingBox())!;
      const touch = { x: box.x + 80, y: box.y + box.height / 2 };
      const session = await ada.context.newCDPSession(ada.page);
      await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [touch] });
      await ada.page.getByRole("dialog", { name: "Message of Ada" }).waitFor();
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      await keepPicture(ada, "sheet");
      await ada.page.getByRole("button", { name: "Edit", exact: true }).tap();
      await ada.page.getByText("Editing your message").waitFor();
      await ada.page.getByRole("button", { name: "Cancel the edit" }).tap();
      await ada.page.getByText("Editing your message").waitFor({ state: "detached" });
    }, phone);
  });
});

browserTest("without a connection an edit says that it needs one, and what was typed stays", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("one");
      await bo.sees("one");
      await ada.goOffline();
      await ada.use("Edit", "one");
      await ada.composer.fill("two");
      await ada.composer.press("Enter");
      await ada.reads("This needs a connection");
      assertEquals(await ada.composer.inputValue(), "two");
      await ada.comeBack();
      await ada.composer.press("Enter");
      await bo.seesOnly("two");
    });
  });
});

/** Takes the first emoji that is found by a word. */
async function pick(person: Person, word: string): Promise<void> {
  const dialog = person.page.getByRole("dialog", { name: "Add a reaction" });
  await dialog.getByLabel("Find an emoji").fill(word);
  await dialog.getByLabel("Find an emoji").press("Enter");
}

function chip(person: Person, name: string, pressed: boolean) {
  return person.page.getByRole("button", { name, exact: true, pressed });
}

function isInView(person: Person, seq: number): Promise<boolean> {
  return person.page.locator(`article[data-seq="${seq}"]`).evaluate((row) => {
    const [box, view] = [row.getBoundingClientRect(), row.closest("[role=log]")!.getBoundingClientRect()];
    return box.top >= view.top && box.bottom <= view.bottom;
  });
}
