const DELAY = 450;
const SLIP = 10;
/** Milliseconds after a finger is lifted in which its click may come. */
const AFTER = 60;

/**
 * Tells of a finger that rests on an element of the log; until the returned function is called.
 * @param held told the row; where it says true, what the browser would do with a long press is left out
 */
export function listenToLongPress(log: HTMLElement, held: (row: HTMLElement) => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from: { x: number; y: number } | undefined;
  let taken = false;
  const listeners: Record<string, (event: Event) => void> = {
    pointerdown(event) {
      const { pointerType, target, clientX: x, clientY: y } = event as PointerEvent;
      cancel();
      taken = false;
      const row = (target as Element).closest<HTMLElement>("[data-seq]");
      if (pointerType !== "touch" || row === null) return;
      from = { x, y };
      timer = setTimeout(() => {
        taken = held(row);
        if (taken) swallowClick();
      }, DELAY);
    },
    pointermove(event) {
      const { clientX, clientY } = event as PointerEvent;
      if (from !== undefined && Math.hypot(clientX - from.x, clientY - from.y) > SLIP) cancel();
    },
    pointerup: cancel,
    pointercancel: cancel,
    scroll: cancel,
    contextmenu(event) {
      if (from !== undefined || taken) event.preventDefault();
    },
  };
  for (const [type, listener] of Object.entries(listeners)) log.addEventListener(type, listener);
  return () => {
    cancel();
    for (const [type, listener] of Object.entries(listeners)) log.removeEventListener(type, listener);
  };

  function cancel(): void {
    clearTimeout(timer);
    from = undefined;
  }
}

/** The finger that opened something does not press what has come under it when it is lifted. */
function swallowClick(): void {
  const ended = new AbortController();
  const { signal } = ended;
  document.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true, signal });
  for (const type of ["pointerup", "pointercancel"]) {
    document.addEventListener(type, () => setTimeout(() => ended.abort(), AFTER), { capture: true, signal });
  }
}
