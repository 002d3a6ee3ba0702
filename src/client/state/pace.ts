/** Milliseconds from one time to the next, at least. */
const SPACING = 40;

/**
 * Gives what runs tasks: at once where little is to be done, else a moment after the last one, so that all that comes
 * until then is drawn once. The time between belongs to who types.
 */
export function paced(): (run: () => void) => void {
  let ended = -Infinity;
  return function pace(run) {
    const go = () => {
      run();
      ended = performance.now();
    };
    const wait = ended + SPACING - performance.now();
    if (wait <= 0) go();
    else setTimeout(go, wait);
  };
}
