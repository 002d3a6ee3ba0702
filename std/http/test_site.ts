/** Bytes of big.bin: more than a body that is read at once. */
export const BIG_BYTES = 200_000;

export const MTIME = new Date("2026-01-02T03:04:05.678Z");

/** A folder to serve, and beside it a file that must never be served. */
export interface TestSite {
  root: string;
}

/** Makes the folder, runs the function, and removes it. */
export async function withSite(fn: (site: TestSite) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const root = `${folder}/root`;
  try {
    await Deno.mkdir(`${root}/docs`, { recursive: true });
    await Deno.mkdir(`${root}/plain/.git`, { recursive: true });
    await Deno.mkdir(`${folder}/root-beside`);
    const files: Record<string, string | Uint8Array> = {
      "root/hello.txt": "hello, world",
      "root/empty.txt": "",
      "root/a b#c%25.txt": "odd name",
      "root/%2e%2e": "a name that looks encoded",
      "root/.secret": "secret",
      "root/docs/index.html": "<p>docs</p>",
      "root/plain/a<b>.txt": "a",
      "root/plain/.git/config": "secret",
      "root/big.bin": bigContent(),
      "secret.txt": "secret",
      "root-beside/secret.txt": "secret",
    };
    for (const [name, content] of Object.entries(files)) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await Deno.writeFile(`${folder}/${name}`, bytes);
      await Deno.utime(`${folder}/${name}`, MTIME, MTIME);
    }
    await Deno.symlink("hello.txt", `${root}/inside.txt`);
    await Deno.symlink("../secret.txt", `${root}/outside.txt`);
    await Deno.symlink(folder, `${root}/up`);
    await Deno.symlink("../root-beside", `${root}/beside`);
    await Deno.symlink("hello.txt", `${root}/.hello`);
    await Deno.symlink(".secret", `${root}/hidden.txt`);
    await Deno.symlink("circle", `${root}/circle`);
    await fn({ root });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What big.bin holds: no two parts are alike. */
export function bigContent(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: BIG_BYTES }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
}
