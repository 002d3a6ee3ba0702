import { assertEquals } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

const MEANWHILE = ["one", "two", "three"];

browserTest("what is written without a network waits, and is sent once and in order on return", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("before");
      await bo.sees("before");
      await ada.goOffline();
      await ada.say(...MEANWHILE);
      await ada.seesWaiting(...MEANWHILE);
      await bo.say("are you", "still there?");
      await bo.seesOnly("before", "are you", "still there?");
      await ada.comeBack();
      for (const person of [ada, bo]) {
        await person.seesOnly("before", "are you", "still there?", ...MEANWHILE);
      }
      await ada.seesWaiting();
    });
  });
});

browserTest("a network that falls silent under an open socket loses and doubles nothing", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      ada.expectsTrouble();
      await ada.say("before");
      await bo.sees("before");
      await ada.context.setOffline(true);
      await ada.say(...MEANWHILE);
      await bo.say("from Bo");
      await ada.context.setOffline(false);
      await ada.isConnected();
      await bo.sees(...MEANWHILE);
      await ada.sees(...MEANWHILE);
      const seen = await bo.messages();
      assertEquals(seen.toSorted(), ["before", "from Bo", ...MEANWHILE].toSorted());
      await ada.seesOnly(...seen);
    });
  });
});

browserTest("a connection that is cut comes back by itself, with what was missed", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      ada.expectsTrouble();
      await ada.say("before");
      ada.path.cut();
      await ada.say(...MEANWHILE);
      await ada.seesWaiting(...MEANWHILE);
      await bo.say("from Bo");
      await bo.sees("before", "from Bo");
      ada.path.heal();
      for (const person of [ada, bo]) await person.seesOnly("before", "from Bo", ...MEANWHILE);
    });
  });
});

browserTest("a path that swallows everything is noticed within 30 seconds", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      ada.expectsTrouble();
      ada.path.swallow();
      await ada.say("into the void");
      await bo.say("from Bo");
      await ada.page.getByText(/Offline|Reconnecting/).first().waitFor({ timeout: 30_000 });
      await ada.seesWaiting("into the void");
      // By now an attempt hangs in the void: the browser's word that the network is back ends it.
      await ada.context.setOffline(true);
      ada.path.heal();
      await ada.context.setOffline(false);
      for (const person of [ada, bo]) await person.seesOnly("from Bo", "into the void");
    });
  });
});

browserTest("a page that is closed without a network leaves its messages for the next one", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say("before");
      await ada.goOffline();
      await ada.say(...MEANWHILE);
      await ada.seesWaiting(...MEANWHILE);
      await ada.page.close();
      ada.path.heal();
      await ada.context.setOffline(false);
      const again = await ada.anotherTab();
      for (const person of [again, bo]) await person.seesOnly("before", ...MEANWHILE);
    });
  });
});

browserTest("a page that crashes while it waits leaves its messages for the next one", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      ada.expectsTrouble();
      ada.path.cut();
      await ada.say(...MEANWHILE);
      await ada.seesWaiting(...MEANWHILE);
      const crashed = ada.page.waitForEvent("crash");
      ada.page.goto("chrome://crash").catch(() => {});
      await crashed;
      await ada.page.close();
      ada.path.heal();
      const again = await ada.anotherTab();
      for (const person of [again, bo]) await person.seesOnly(...MEANWHILE);
    });
  });
});

browserTest("what three tabs without a network wrote is sent once and in order by one of them", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      const tabs = [ada, await ada.anotherTab(), await ada.anotherTab()];
      await ada.goOffline();
      for (const text of ["1", "2", "3", "4", "5", "6"]) {
        await tabs[Number(text) % 3]!.say(text);
        // The order is that of the browser's clock: the next one is written when all tabs know of this one.
        for (const tab of tabs) await tab.seesWaiting(..."123456".slice(0, Number(text)));
      }
      await ada.comeBack();
      for (const person of [bo, ...tabs]) await person.seesOnly(..."123456");
      for (const tab of tabs) await tab.seesWaiting();
    });
  });
});
