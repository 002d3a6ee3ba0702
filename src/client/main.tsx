import { type ComponentType, render } from "preact";
import { startAppearance } from "./islands/appearance/appearance.ts";
import { startArrival } from "./islands/arrival.ts";
import { Chat } from "./islands/chat.tsx";
import { loadParts } from "./islands/message_parts.ts";
import { fitToViewport } from "./islands/page.ts";
import { startRouting } from "./islands/route.ts";
import { startClient } from "./start.ts";

const ISLANDS: Record<string, ComponentType> = { chat: Chat };

startAppearance();
fitToViewport();
startArrival();
startRouting((room, seq) => void loadParts().then(({ jumpTo }) => jumpTo(room, seq), () => {}));
startClient();
for (const mount of document.querySelectorAll<HTMLElement>("[data-island]")) {
  const Island = ISLANDS[mount.dataset.island!];
  if (Island === undefined) continue;
  mount.replaceChildren();
  render(<Island />, mount);
}
