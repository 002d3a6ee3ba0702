import { signal } from "@preact/signals";
import { dialog } from "./panels.ts";

/** A link that somebody followed to this page. */
export interface Arrival {
  kind: "invite" | "transfer" | "owner" | "reset";
  token: string;
}

/** The link by which the reader came, until it is used or put away. */
export const arrival = signal<Arrival | undefined>(undefined);

/** Takes the token of such a link out of the address, so that it is in no history and on no screen. */
export function startArrival(): void {
  read();
  addEventListener("hashchange", read);
}

/** The link is used, or of no use. */
export function endArrival(): void {
  arrival.value = undefined;
}

function read(): void {
  const [, kind, token] = /^#\/(invite|transfer|owner|reset)\/([\w-]{1,100})$/.exec(location.hash) ?? [];
  if (token === undefined) return;
  history.replaceState(null, "", location.pathname + location.search);
  arrival.value = { kind: kind as Arrival["kind"], token };
  if (kind === "owner" || kind === "reset") dialog.value = kind;
}
