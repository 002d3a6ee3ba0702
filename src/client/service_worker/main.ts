import type { WorkerScope } from "./scope.ts";
import { Shell } from "./shell.ts";

const scope = globalThis as unknown as WorkerScope;
const shell = new Shell({
  ...scope.parley,
  origin: scope.location.origin,
  caches: scope.caches,
  fetch: (request) => fetch(request),
});

scope.addEventListener("install", (event) => event.waitUntil(shell.install()));
// The first one takes the page that brought it; a later one waits until the page of its build is loaded.
scope.addEventListener(
  "activate",
  (event) => event.waitUntil(shell.activate().then(() => scope.clients.claim())),
);
scope.addEventListener("fetch", (event) => {
  const answer = shell.answer(event.request);
  if (answer !== undefined) event.respondWith(answer);
});
scope.addEventListener("message", ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === "take_over") scope.skipWaiting();
});
