/** The thread that keeps the index: it works through what is new when it is told that there is something. */
import { SearchIndexer } from "./indexer.ts";

export type ToIndexWorker =
  | { type: "open"; storePath: string; indexPath: string }
  /** There is something new; `n` comes back when it is in the index. */
  | { type: "wake"; n: number }
  | { type: "close" };

export type FromIndexWorker =
  | { type: "opened" }
  | { type: "indexed"; n: number }
  /** The thread is of no use any more. */
  | { type: "failed"; message: string }
  | { type: "closed" };

/** How much longer than a batch took its thread rests after it: while people talk, the processor is the server's. */
const REST = { quiet: 1, busy: 9 };
/** Milliseconds after the last news in which people talk. */
const TALK = 1_000;

let indexer: SearchIndexer | undefined;
let working = false;
let wanted = 0;
let newsAt = -Infinity;

addEventListener("message", ({ data }: MessageEvent<ToIndexWorker>) => {
  switch (data.type) {
    case "open":
      attempt(() => {
        indexer = new SearchIndexer(data.storePath, data.indexPath);
        tell({ type: "opened" });
      });
      break;
    case "wake":
      if (data.n > wanted) newsAt = performance.now();
      wanted = data.n;
      if (!working) attempt(work);
      break;
    case "close":
      indexer?.close();
      indexer = undefined;
      tell({ type: "closed" });
      close();
  }
});

/** A batch at a time, so that what the server says in between is heard. */
function work(): void {
  if (indexer === undefined) return;
  const n = wanted;
  const begin = performance.now();
  working = indexer.step();
  const now = performance.now();
  const rest = now - newsAt < TALK ? REST.busy : REST.quiet;
  if (working) setTimeout(() => attempt(work), rest * (now - begin));
  else tell({ type: "indexed", n });
}

function attempt(step: () => void): void {
  try {
    step();
  } catch (error) {
    tell({ type: "failed", message: (error as Error).message });
  }
}

function tell(message: FromIndexWorker): void {
  postMessage(message);
}
