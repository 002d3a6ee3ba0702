import { type Browser, chromium, type LaunchOptions } from "playwright-core";

/** Where Chromium is, by `CHROMIUM` or by its usual places; undefined where there is none. */
export const CHROMIUM: string | undefined = findChromium();

/** What every browser of a test is started with. */
export const CHROMIUM_ARGS: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts Chromium, with further arguments of its command line.
 * @throws Error where there is no Chromium
 */
export async function launchChromium(
  options: Pick<LaunchOptions, "env"> = {},
  args: readonly string[] = [],
): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error("Chromium is not found: name it by CHROMIUM=/path/to/chromium");
  return await chromium.launch({ ...options, executablePath: CHROMIUM, args: [...CHROMIUM_ARGS, ...args] });
}

function findChromium(): string | undefined {
  const named = Deno.env.get("CHROMIUM");
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  const wanted = named ? [named] : ["/usr/bin/chromium", ...folders.map((folder) => `${folder}/chromium`)];
  return wanted.find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
