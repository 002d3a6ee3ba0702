import { effect } from "@preact/signals";
import { totalMentions, totalUnread } from "../state/rooms.ts";

/** Shows on the page's icon, until the returned function is called, whether something is unread, and whether that calls the reader. */
export function startFavicon(): () => void {
  const stop = effect(() =>
    show(totalMentions.value > 0 ? "-mention" : totalUnread.value > 0 ? "-unread" : "")
  );
  return () => {
    stop();
    show("");
  };
}

function show(state: string): void {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  const address = `/favicon${state}.svg`;
  if (link !== null && link.getAttribute("href") !== address) link.href = address;
}
