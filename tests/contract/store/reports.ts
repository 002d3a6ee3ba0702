import { assert, assertEquals } from "@std/assert";
import type { User } from "../../../src/protocol/models.ts";
import type { Store } from "../../../src/store/store.ts";
import { makeRoom, makeUser, NOW, post, readAll, type StoreCase } from "./case.ts";

async function setUp(store: Store) {
  const [ada, bo, cy] = await Promise.all(["ada", "bo", "cy"].map((name) => makeUser(store, name)));
  await makeRoom(store, "tea");
  await makeRoom(store, "cake");
  const posted = await post(store, "tea", ada!, { text: "rude" });
  assert(posted.outcome === "stored");
  return { ada: ada!, bo: bo!, cy: cy!, message: posted.seq };
}

function draft(message: number, user: User, { room = "tea", reason = "", max = 10, now = NOW } = {}) {
  return { room, message, user, reason, max, now };
}

/** What reports promise. */
export const REPORT_CASES: StoreCase[] = [
  {
    promise: "a report keeps what the message said then, whatever becomes of the message, over a restart",
    async test(store, reopen) {
      const { ada, bo, cy, message } = await setUp(store);
      const change = { room: "tea", message, user: ada };
      await store.messages.edit({ ...change, text: "ruder", max: 10 });
      const made = await store.reports.make(draft(message, bo, { reason: "not nice" }));
      await store.messages.edit({ ...change, text: "kind", max: 10 });
      await store.reports.make(draft(message, cy));
      await store.messages.delete(change);
      store = await reopen();
      const kept = await store.reports.list({ room: "tea", open: true, limit: 10 });
      assertEquals(kept.map(({ text, reporter }) => [text, reporter.name]), [["kind", "cy"], [
        "ruder",
        "bo",
      ]]);
      assert(made.outcome === "made");
      assertEquals(kept[1], made.report);
      assertEquals(made.report, {
        ...{ id: made.report.id, no: made.report.no, room: "tea", roomName: "tea", message },
        author: { id: ada.id, name: "ada" },
        reporter: { id: bo.id, name: "bo" },
        ...{ at: NOW, reason: "not nice", text: "ruder" },
      });
      assertEquals(await store.reports.get(made.report.id), made.report);
    },
  },
  {
    promise:
      "a message is reported once by each person, not when it is deleted, and not by who waits for too many",
    async test(store) {
      const { ada, bo, message } = await setUp(store);
      const second = await post(store, "tea", ada);
      assert(second.outcome === "stored");
      const outcomes = await Promise.all([
        store.reports.make(draft(message, bo, { max: 1 })),
        store.reports.make(draft(message, bo, { max: 1 })),
        store.reports.make(draft(second.seq, bo, { max: 1 })),
        store.reports.make(draft(99, bo)),
        store.reports.make(draft(message, bo, { room: "nowhere" })),
      ]);
      assertEquals(outcomes.map(({ outcome }) => outcome), [
        "made",
        "same",
        "full",
        "no_message",
        "no_message",
      ]);
      await store.messages.delete({ room: "tea", message: second.seq, user: ada });
      assertEquals((await store.reports.make(draft(second.seq, bo))).outcome, "no_message");
      assertEquals(await store.reports.countOpen(), 1);
    },
  },
  {
    promise:
      "closing a report closes all about its message, says who did and how, and takes the texts away; nothing is logged",
    async test(store) {
      const { ada, bo, cy, message } = await setUp(store);
      const other = await post(store, "tea", ada);
      assert(other.outcome === "stored");
      const before = await readAll(store, "tea");
      for (const user of [bo, cy]) await store.reports.make(draft(message, user));
      await store.reports.make(draft(other.seq, bo));
      const [third, second, first] = await store.reports.list({ open: true, limit: 10 });
      const how = { by: cy, outcome: "dismissed" as const, now: NOW + 5 };
      const closed = await store.reports.close(second!.id, how);
      assertEquals(closed.map(({ id, text, closed }) => [id, text, closed]), [
        [first!.id, "", { at: NOW + 5, by: { id: cy.id, name: "cy" }, outcome: "dismissed" }],
        [second!.id, "", { at: NOW + 5, by: { id: cy.id, name: "cy" }, outcome: "dismissed" }],
      ]);
      assertEquals(await store.reports.close(second!.id, how), []);
      for (const id of ["r99", "x", "", "r1e3"]) assertEquals(await store.reports.close(id, how), [], id);
      assertEquals((await store.reports.list({ open: true, limit: 10 })).map(({ id }) => id), [third!.id]);
      assertEquals(await store.reports.list({ open: false, limit: 10 }), closed.toReversed());
      assertEquals(await store.reports.make(draft(message, bo)), { outcome: "same" });
      assertEquals(await readAll(store, "tea"), before);
    },
  },
  {
    promise: "reports are listed in pages, of all rooms or of one, also without those about one author",
    async test(store) {
      const { ada, bo, cy, message } = await setUp(store);
      const own = await post(store, "tea", bo);
      const away = await post(store, "cake", ada);
      assert(own.outcome === "stored" && away.outcome === "stored");
      await store.reports.make(draft(message, cy));
      await store.reports.make(draft(own.seq, cy));
      await store.reports.make(draft(away.seq, cy, { room: "cake" }));
      const list = async (query: { room?: string; before?: number; limit?: number; except?: User }) =>
        (await store.reports.list({ open: true, limit: 10, ...query })).map((one) => [one.room, one.message]);
      assertEquals(await list({}), [["cake", away.seq], ["tea", own.seq], ["tea", message]]);
      assertEquals(await list({ room: "tea", except: bo }), [["tea", message]]);
      assertEquals(await list({ room: "nowhere" }), []);
      const [newest] = await store.reports.list({ open: true, limit: 1 });
      assertEquals(await list({ before: newest!.no, limit: 1 }), [["tea", own.seq]]);
    },
  },
];
