type Undo = () => void | Promise<void>;

const open = new Set<Undo>();

/** Remembers what has to be undone, also where the run is ended from outside; the answer does it, once. */
export function toUndo(undo: Undo): () => Promise<void> {
  open.add(undo);
  return async function undoOnce(): Promise<void> {
    if (open.delete(undo)) await undo();
  };
}

/** Undoes whatever is left, the newest first. */
export async function undoAll(): Promise<void> {
  for (const undo of [...open].reverse()) {
    open.delete(undo);
    try {
      await undo();
    } catch (error) {
      console.error(error);
    }
  }
}
