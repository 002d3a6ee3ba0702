const PATIENCE = 20_000;
const PACE = 50;

/**
 * Looks again and again until `look` gives something other than undefined, and gives that.
 * @throws Error with what `fault` says when it takes too long
 */
export async function eventually<T>(
  look: () => Promise<T | undefined>,
  fault: () => string | Promise<string>,
  patience = PATIENCE,
): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() > end) throw new Error(await fault());
    await new Promise((resolve) => setTimeout(resolve, PACE));
  }
}
