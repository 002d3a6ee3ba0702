export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Looks every 20 ms until it is so; false where that has not come within `ms`. */
export async function until(holds: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!await holds()) {
    if (performance.now() > deadline) return false;
    await wait(20);
  }
  return true;
}
