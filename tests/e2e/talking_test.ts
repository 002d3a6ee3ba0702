import { assertEquals } from "@std/assert";
import { browserTest, withPeople, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { withProcess } from "../support/process.ts";
import { withServer } from "../support/server.ts";

browserTest("two people talk both ways", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("hello");
      await bo.sees("hello");
      await bo.say("hello back", "and\na second line");
      await ada.sees("hello", "hello back", "and\na second line");
      await bo.sees("hello", "hello back", "and\na second line");
      await ada.seesWaiting();
    });
  });
});

browserTest("two browsers talk right after the server's start in an empty folder", async () => {
  await withProcess({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("first");
      await bo.sees("first");
    });
  });
});

browserTest("a reload keeps name and draft and tells nobody", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await bo.say("hello");
      await ada.sees("hello");
      const before = await bo.notices();
      await ada.composer.fill("half a thou");
      await ada.reload();
      await ada.seesOnly("hello");
      assertEquals(await ada.composer.inputValue(), "half a thou");
      await ada.composer.pressSequentially("ght");
      await ada.composer.press("Enter");
      await bo.sees("hello", "half a thought");
      assertEquals(await ada.page.locator(".you-name bdi").textContent(), "Ada");
      assertEquals(await bo.notices(), before);
    });
  });
});

browserTest("the other is seen typing until the message is there", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.composer.pressSequentially("hm");
      await bo.reads("Ada is typing…");
      await ada.composer.press("Enter");
      await bo.sees("hm");
      await bo.page.getByText("Ada is typing…").waitFor({ state: "detached" });
    });
  });
});

browserTest("a name that is taken is refused, and the name that is offered works", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada"], async ({ ada }) => {
      await withVisitors(server, ["Other"], async ({ other }) => {
        other.expects(/status of 409/);
        await other.page.getByLabel("Your name").fill("ada");
        await other.page.getByRole("button", { name: "Continue" }).click();
        await other.reads(/ada is taken/);
        await other.page.getByRole("button", { name: "use ada-2" }).click();
        await other.isIn();
        await other.say("we are two");
        await ada.sees("we are two");
        assertEquals(await ada.page.locator(".author").allTextContents(), ["ada-2"]);
      });
    });
  });
});

browserTest("a change of name keeps the person and what was said", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("as Ada");
      await bo.sees("as Ada");
      await ada.renameTo("Countess");
      await ada.say("as Countess");
      await bo.sees("as Ada", "as Countess");
      await bo.reads(/Ada is now Countess/);
      const authors = () => bo.page.locator(".author").allTextContents();
      let seen: string[] = [];
      await eventually(
        async () => (seen = await authors()).every((name) => name === "Countess") ? true : undefined,
        () => `The authors are ${seen}`,
      );
      await bo.reload();
      await bo.seesOnly("as Ada", "as Countess");
      assertEquals([...new Set(await authors())], ["Countess"]);
    });
  });
});
