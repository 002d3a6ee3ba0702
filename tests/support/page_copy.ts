const STATIC = new URL("../../static/", import.meta.url);

/** Copies the page's folder, with `text` as another description of the page, while `use` runs. */
export async function withPageCopy(text: string, use: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "parley-page-" });
  try {
    await copy(STATIC, new URL(`file://${dir}/`));
    const page = `${dir}/index.html`;
    const html = await Deno.readTextFile(page);
    await Deno.writeTextFile(page, html.replace("A calm place to talk.", text));
    await use(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function copy(from: URL, to: URL): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) {
      await Deno.mkdir(new URL(name, to));
      await copy(new URL(`${name}/`, from), new URL(`${name}/`, to));
    } else await Deno.copyFile(new URL(name, from), new URL(name, to));
  }
}
