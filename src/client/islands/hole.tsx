import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { HoleEntry, TimelineModel } from "../state/timeline.ts";
import { t, tn } from "../strings/t.ts";

export interface HoleProps {
  entry: HoleEntry;
  timeline: TimelineModel;
}

/** A part of the log that is not here. It is fetched when it comes into view, or by its button where that failed. */
export function Hole({ entry, timeline }: HoleProps) {
  const line = useRef<HTMLParagraphElement>(null);
  const loading = useSignal(false);

  async function load(from: "newer" | "older" = "newer"): Promise<void> {
    if (loading.peek()) return;
    loading.value = true;
    try {
      await timeline.fillHole(entry.after, from);
    } catch {
      // The button stays, and the connection line says why.
    } finally {
      loading.value = false;
    }
  }

  useEffect(() => {
    const observer = new IntersectionObserver((seen) => {
      const now = seen.find((it) => it.isIntersecting);
      // Who reads on from above sees it come in at the lower edge.
      if (now) load(now.boundingClientRect.top > innerHeight / 2 ? "older" : "newer");
    });
    observer.observe(line.current!);
    return () => observer.disconnect();
  }, [entry.after]);

  return (
    <p class="hole" data-row={entry.key} ref={line}>
      <button type="button" class="quiet" onClick={() => load()} aria-busy={loading.value}>
        {loading.value
          ? t("Loading…")
          : tn(entry.missed, "{n} message not loaded – load", "{n} messages not loaded – load")}
      </button>
    </p>
  );
}
