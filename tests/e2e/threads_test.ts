import { assertEquals } from "@std/assert";
import type { Locator } from "playwright-core";
import { browserTest, keepPicture, withPeople, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { withServer } from "../support/server.ts";

function panel({ page }: Person): Locator {
  return page.getByRole("complementary", { name: "Thread" });
}

async function openThread(person: Person, text: string): Promise<void> {
  await person.use("Reply in thread", text);
  await panel(person).getByLabel("Reply in the thread").waitFor();
}

async function reply(person: Person, text: string): Promise<void> {
  await panel(person).getByLabel("Reply in the thread").fill(text);
  await panel(person).getByRole("button", { name: "Send the reply" }).click();
}

async function readsReplies(person: Person, ...texts: string[]): Promise<void> {
  let seen: string[] = [];
  await eventually(
    async () => {
      seen = await panel(person).locator("article:not(.pending) .text").allTextContents();
      return JSON.stringify(seen) === JSON.stringify(texts) ? true : undefined;
    },
    () => `${person.name} reads ${JSON.stringify(seen)}, not ${JSON.stringify(texts)}`,
  );
}

browserTest("two people talk in a thread beside the room", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("What shall we eat?");
      await bo.sees("What shall we eat?");
      await openThread(bo, "What shall we eat?");
      await reply(bo, "Soup");
      await ada.log.getByRole("button", { name: "1 reply 1 new" }).click();
      await readsReplies(ada, "What shall we eat?", "Soup");
      await reply(ada, "Again?");
      await readsReplies(bo, "What shall we eat?", "Soup", "Again?");
      await bo.seesOnly("What shall we eat?", "What shall we eat?", "Soup", "Again?");
      await panel(bo).getByRole("button", { name: "Close the thread" }).click();
      await bo.seesOnly("What shall we eat?");
      await reply(ada, "Fine.");
      await bo.log.getByRole("button", { name: "3 replies 1 new" }).waitFor();
      await bo.reload();
      await bo.log.getByRole("button", { name: "3 replies 1 new" }).click();
      await readsReplies(bo, "What shall we eat?", "Soup", "Again?", "Fine.");
      await bo.log.first().getByRole("button", { name: "3 replies", exact: true }).waitFor();
      await keepPicture(bo, "thread");
    });
  });
});

browserTest("a reply is edited and deleted by its author, and everyone sees it", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("root");
      await bo.sees("root");
      await openThread(bo, "root");
      await reply(bo, "one");
      await reply(bo, "two");
      await ada.log.getByRole("button", { name: /2 replies/ }).click();
      await readsReplies(ada, "root", "one", "two");
      const more = (text: string) =>
        panel(bo).locator(".thread-reply").filter({ hasText: text }).getByRole("button", { name: /^More/ });
      await more("one").click();
      await bo.page.getByRole("button", { name: "Edit" }).click();
      await panel(bo).getByLabel("Reply in the thread").fill("one, better");
      await panel(bo).getByRole("button", { name: "Save the reply" }).click();
      await panel(ada).getByText("one, better").waitFor();
      await more("two").click();
      await bo.page.getByRole("button", { name: "Delete…" }).click();
      await bo.page.getByRole("button", { name: "Delete", exact: true }).click();
      await panel(ada).getByText("Message deleted").waitFor();
      await ada.log.first().getByRole("button", { name: "1 reply" }).waitFor();
    });
  });
});

browserTest(
  "a reply that is written offline waits in its thread, and its draft is kept over a reload",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        await ada.say("root");
        await bo.sees("root");
        await openThread(bo, "root");
        await panel(bo).getByLabel("Reply in the thread").fill("half a thou");
        await bo.reload();
        await openThread(bo, "root");
        assertEquals(await panel(bo).getByLabel("Reply in the thread").inputValue(), "half a thou");
        bo.expectsTrouble();
        bo.path.cut();
        await bo.page.locator(".connection p").waitFor();
        await reply(bo, "half a thought");
        await panel(bo).locator("article.pending .text").waitFor();
        bo.path.heal();
        await readsReplies(bo, "root", "half a thought");
        await ada.log.getByRole("button", { name: "1 reply 1 new" }).waitFor();
      });
    });
  },
);

browserTest("on a phone a thread takes the whole page, and Escape leads back to its message", async () => {
  await withServer({}, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      await ada.signIn();
      await ada.say("root");
      await ada.seesWaiting();
      await openThread(ada, "root");
      await reply(ada, "on my own");
      await readsReplies(ada, "root", "on my own");
      const box = (await panel(ada).boundingBox())!;
      assertEquals([Math.round(box.x), Math.round(box.width)], [0, 390]);
      await keepPicture(ada, "thread-phone");
      await ada.page.keyboard.press("Escape");
      await panel(ada).waitFor({ state: "detached" });
      assertEquals(await ada.page.evaluate(() => document.activeElement?.textContent), "1 reply");
    }, { viewport: { width: 390, height: 844 } });
  });
});
