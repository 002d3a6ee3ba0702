/** Searches while the process may open no more files, and again when it may; prints what came of it, a line each. */
import { openStore } from "../../src/store/open.ts";

const QUERY = { terms: [{ text: "tea" }], rooms: [], authors: [], limit: 5 };

const [dir = ""] = Deno.args;
const store = openStore(dir);
store.search.follow((error) => console.error("told:", (error as Error).message));
const held = holdAll(new URL(import.meta.url));
console.log(await outcome());
for (const file of held.splice(0)) file.close();
console.log(await outcome());
await store.close();

function holdAll(file: URL): Deno.FsFile[] {
  const files: Deno.FsFile[] = [];
  try {
    while (true) files.push(Deno.openSync(file));
  } catch {
    return files;
  }
}

async function outcome(): Promise<string> {
  try {
    return `found ${(await store.search.find(QUERY)).hits.length}`;
  } catch (error) {
    return String(error);
  }
}
