import { effect } from "@preact/signals";
import { createApply, enter, type Models } from "./apply.ts";
import { blocked } from "./state/blocked.ts";
import { pageConnection } from "./state/connection.ts";
import { drafts } from "./state/drafts.ts";
import { pageKeeper } from "./state/keeper.ts";
import { pageOutbox } from "./state/pending.ts";
import { people } from "./state/people.ts";
import { showFirstSight } from "./state/first_sight.ts";
import { pageRooms } from "./state/rooms.ts";
import { pageSession } from "./state/session.ts";

/** Milliseconds after its loading in which a page has better things to do than to keep itself. */
const SETTLED = 1_000;

/** Finds out who is here, connects, and listens to what the browser tells of network, sleep and sight. */
export function startClient(): void {
  connectModels({
    connection: pageConnection,
    session: pageSession,
    rooms: pageRooms,
    outbox: pageOutbox,
    people,
    keeper: pageKeeper,
    onOrder: (event) => later((it) => it.hearOrder(event)),
    onBuild: (build) => later((it) => it.pageUpdates.meet(build)),
    onRestricted(event) {
      const name = pageRooms.get(event.room)?.name.peek() ?? event.room;
      later((it) => event.type === "room.left" ? it.tellSentAway(name, event) : it.tellMuted(name, event));
    },
    onDeleted: (event) => later((it) => it.deletedKeeper.heard(event)),
    onSaved: (event) => later((it) => it.heardOfSaved(event)),
  });
  const otherTabs = new BroadcastChannel("parley-session");
  const forgetAll = () => {
    pageOutbox.forget();
    drafts.forget();
    pageRooms.clear();
    blocked.value = [];
  };
  pageSession.onSignOut = () => {
    forgetAll();
    otherTabs.postMessage("signed_out");
  };
  otherTabs.onmessage = () => {
    forgetAll();
    pageSession.leave();
  };
  addEventListener("online", () => pageConnection.verify());
  addEventListener("pageshow", () => pageConnection.verify());
  addEventListener("pagehide", saveAll);
  document.addEventListener("resume", () => pageConnection.verify());
  document.addEventListener("visibilitychange", onVisibility);
  if (!showFirstSight({ session: pageSession, rooms: pageRooms, people })) {
    pageKeeper.recall((user, limits) => pageSession.assume(user, limits)).then((kept) => {
      if (!kept) pageSession.load();
    });
  }
  if (document.documentElement.dataset.dev === undefined) later((it) => it.startAfterFirstView());
}

type Later = typeof import("./islands/later.ts");
let fetched: Promise<Later> | undefined;

/** Does what must not slow down what is seen first, with scripts that come later. */
function later(task: (it: Later) => void): void {
  fetched ??= firstView().then(() => import("./islands/later.ts"));
  // Without a network and not kept yet: the next visit does it.
  fetched.then(task, () => {});
}

async function firstView(): Promise<void> {
  if (document.readyState !== "complete") {
    await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  }
  await new Promise((settled) => setTimeout(settled, SETTLED));
}

/** Ties the models together: who is signed in is connected, and what comes goes where it belongs. */
export function connectModels(models: Models): () => void {
  const { connection, session, rooms, outbox, keeper } = models;
  const apply = createApply(models);
  connection.onEvent = (event) => {
    apply(event);
    keeper?.heard();
  };
  connection.onHeads = (heads) => {
    rooms.heads(heads);
    keeper?.heard();
  };
  const stopConnecting = effect(() => {
    const state = session.state.value;
    if (state.status === "signed_out") keeper?.forget();
    if (state.status !== "signed_in") return connection.stop();
    enter(models, state.user);
    connection.start();
  });
  const stopWatching = effect(() => {
    if (connection.state.value.status === "open") return;
    outbox.setOnline(false);
    rooms.lost();
    keeper?.lost();
  });
  return () => {
    stopConnecting();
    stopWatching();
  };
}

/** Writes what is not written yet: there may be no later. */
function saveAll(): void {
  drafts.save();
  pageKeeper.save();
}

function onVisibility(): void {
  const hidden = document.visibilityState === "hidden";
  pageRooms.setHidden(hidden);
  later((it) => it.pageUpdates.seenOrNot());
  if (hidden) return saveAll();
  pageConnection.verify();
  // Another tab may have signed in.
  if (pageSession.state.peek().status === "signed_out") pageSession.load();
}
