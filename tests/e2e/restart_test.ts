import { browserTest, withPeople } from "../support/browser.ts";
import { withProcess } from "../support/process.ts";

browserTest(
  "a conversation goes on over a restart of the server, which is told in one quiet line",
  async () => {
    await withProcess({}, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        for (const person of [ada, bo]) person.expectsTrouble();
        await ada.say("before");
        await bo.sees("before");
        const notices = await bo.notices();
        await server.end("SIGTERM");
        await ada.say("while it is away");
        for (const person of [ada, bo]) await person.page.locator(".connection p").waitFor();
        await ada.seesWaiting("while it is away");
        await server.start();
        await bo.sees("before", "while it is away");
        await bo.say("after");
        for (const person of [ada, bo]) {
          await person.seesOnly("before", "while it is away", "after");
          await person.page.locator(".connection p").waitFor({ state: "detached" });
        }
        const told = await bo.notices();
        if (told.join() !== notices.join()) throw new Error(`Notices after the restart: ${told}`);
      });
    });
  },
);

browserTest("kill -9 in the middle of a conversation loses no message and shows none twice", async () => {
  await withProcess({ MESSAGE_RATE: "1000", MESSAGE_BURST: "1000" }, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      for (const person of [ada, bo]) person.expectsTrouble();
      const texts = Array.from({ length: 30 }, (_, index) => `message ${index + 1}`);
      await ada.say(...texts.slice(0, 10));
      const killed = server.end("SIGKILL");
      await ada.say(...texts.slice(10, 20));
      await killed;
      await server.start();
      await ada.say(...texts.slice(20));
      for (const person of [ada, bo]) await person.seesOnly(...texts);
      await ada.seesWaiting();
      await bo.reload();
      await bo.seesOnly(...texts);
    });
  });
});
