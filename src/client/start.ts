import { effect } from "@preact/signals";
import { createApply, enter, type Models } from "./apply.ts";
import { pageConnection } from "./state/connection.ts";
import { drafts } from "./state/drafts.ts";
import { pageOutbox } from "./state/pending.ts";
import { people } from "./state/people.ts";
import { pageRooms } from "./state/rooms.ts";
import { pageSession } from "./state/session.ts";

/** Finds out who is here, connects, and listens to what the browser tells of network, sleep and sight. */
export function startClient(): void {
  connectModels({
    connection: pageConnection,
    session: pageSession,
    rooms: pageRooms,
    outbox: pageOutbox,
    people,
  });
  pageSession.onSignOut = () => {
    pageOutbox.forget();
    drafts.forget();
    pageRooms.clear();
  };
  addEventListener("online", () => pageConnection.verify());
  addEventListener("pageshow", () => pageConnection.verify());
  addEventListener("pagehide", () => drafts.save());
  document.addEventListener("resume", () => pageConnection.verify());
  document.addEventListener("visibilitychange", onVisibility);
  pageSession.load();
}

/** Ties the models together: who is signed in is connected, and what comes goes where it belongs. */
export function connectModels(models: Models): () => void {
  const { connection, session, rooms, outbox } = models;
  connection.onEvent = createApply(models);
  connection.onHeads = (heads) => rooms.heads(heads);
  const stopConnecting = effect(() => {
    const state = session.state.value;
    if (state.status !== "signed_in") return connection.stop();
    enter(models, state.user);
    connection.start();
  });
  const stopWatching = effect(() => {
    if (connection.state.value.status === "open") return;
    outbox.setOnline(false);
    rooms.lost();
  });
  return () => {
    stopConnecting();
    stopWatching();
  };
}

function onVisibility(): void {
  const hidden = document.visibilityState === "hidden";
  pageRooms.setHidden(hidden);
  if (hidden) return drafts.save();
  pageConnection.verify();
  // Another tab may have signed in.
  if (pageSession.state.peek().status === "signed_out") pageSession.load();
}
