/** The thread that searches, one query after the other. */
import { type FindRequest, type FoundPage, SearchFinder } from "./finder.ts";

export type ToFindWorker =
  | { type: "open"; storePath: string; indexPath: string }
  | { type: "find"; request: FindRequest }
  | { type: "close" };

export type FromFindWorker =
  | { type: "started" }
  | { type: "found"; page: FoundPage }
  | { type: "failed"; message: string }
  /** There is no index that can be read; the thread is of no use. */
  | { type: "unopened"; message: string }
  | { type: "closed" };

let finder: SearchFinder | undefined;
let openError: unknown;

addEventListener("message", ({ data }: MessageEvent<ToFindWorker>) => {
  switch (data.type) {
    case "open":
      tell({ type: "started" });
      try {
        finder = new SearchFinder(data.storePath, data.indexPath);
      } catch (error) {
        openError = error;
      }
      break;
    case "find":
      tell(answer(data.request));
      break;
    case "close":
      finder?.close();
      tell({ type: "closed" });
      close();
  }
});

function answer(request: FindRequest): FromFindWorker {
  if (finder === undefined) return { type: "unopened", message: messageOf(openError) };
  try {
    return { type: "found", page: finder.find(request) };
  } catch (error) {
    return { type: "failed", message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function tell(message: FromFindWorker): void {
  postMessage(message);
}
