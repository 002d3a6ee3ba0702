/** The thread that searches, one query after the other. */
import { type FindRequest, type FoundPage, SearchFinder } from "./finder.ts";

export type ToFindWorker =
  | { type: "open"; storePath: string; indexPath: string }
  | { type: "find"; request: FindRequest }
  | { type: "close" };

export type FromFindWorker =
  | { type: "found"; page: FoundPage }
  | { type: "failed"; message: string }
  | { type: "closed" };

let finder: SearchFinder | undefined;

addEventListener("message", ({ data }: MessageEvent<ToFindWorker>) => {
  switch (data.type) {
    case "open":
      finder = new SearchFinder(data.storePath, data.indexPath);
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
  try {
    return { type: "found", page: finder!.find(request) };
  } catch (error) {
    return { type: "failed", message: (error as Error).message };
  }
}

function tell(message: FromFindWorker): void {
  postMessage(message);
}
