import { type ComponentType, render } from "preact";
import { language, startAppearance } from "./islands/appearance/appearance.ts";
import { startArrival } from "./islands/arrival.ts";
import { Chat } from "./islands/chat.tsx";
import { loadParts } from "./islands/message_parts.ts";
import { fitToViewport } from "./islands/page.ts";
import { startRouting } from "./islands/route.ts";
import { startClient } from "./start.ts";
import { startLanguage } from "./strings/languages.ts";

const ISLANDS: Record<string, ComponentType> = { chat: Chat };

const strings = startLanguage(language);
startAppearance();
// What the server has drawn is seen first.
if (document.querySelector(".first-rows") === null) start();
else nextPaint(start);

function start(): void {
  fitToViewport();
  startArrival();
  startRouting((room, seq) => void loadParts().then(({ jumpTo }) => jumpTo(room, seq), () => {}));
  startClient();
  // Nothing is drawn before its language is there.
  if (strings === undefined) draw();
  else strings.then(draw);
}

function draw(): void {
  for (const mount of document.querySelectorAll<HTMLElement>("[data-island]")) {
    const Island = ISLANDS[mount.dataset.island!];
    if (Island === undefined) continue;
    mount.replaceChildren();
    render(<Island />, mount);
  }
}

/** Runs a task once the page is painted, or a moment later where nobody looks at it. */
function nextPaint(task: () => void): void {
  const hidden = setTimeout(run, 250);
  const asked = requestAnimationFrame(() => {
    clearTimeout(hidden);
    setTimeout(task);
  });

  function run(): void {
    cancelAnimationFrame(asked);
    task();
  }
}
