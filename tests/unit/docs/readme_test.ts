import { assert, assertEquals } from "@std/assert";
import { settingsTable } from "../../../src/config/help.ts";
import { readDocument, readTable } from "./markdown.ts";

const DOCUMENTS = ["README.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md", "docs/protocol.md"];

Deno.test("README.md has the table of settings", () => {
  const written = readTable(readDocument("README.md"), "settings");
  assertEquals(written, readTable(`<!-- settings -->\n${settingsTable()}`, "settings"));
});

Deno.test("README.md names only tasks that are there", () => {
  const { tasks } = JSON.parse(readDocument("deno.json")) as { tasks: Record<string, unknown> };
  const named = readDocument("README.md").matchAll(/(?:deno(?:@[\d.]+)?) task ([\w:]+)/g).map(([, task]) =>
    task!
  );
  for (const task of named) assert(Object.hasOwn(tasks, task), `There is no task '${task}'`);
});

for (const path of DOCUMENTS) {
  Deno.test(`${path} names only files and places that are there`, () => {
    const document = readDocument(path);
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    for (const [, target] of document.matchAll(/\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)/g)) {
      if (target !== "") assertThere(folder + target!, path);
    }
    for (const [, file] of document.matchAll(/`((?:src|tools|tests|static|docs|std|bench)\/[\w./-]*)`/g)) {
      if (!file!.startsWith("static/assets/")) assertThere(file!, path);
    }
    const headings = document.matchAll(/^#+ (.+)$/gm).map(([, heading]) => toAnchor(heading!)).toArray();
    for (const [, anchor] of document.matchAll(/\]\(#([^)]*)\)/g)) {
      assert(headings.includes(anchor!), `${path} links to '#${anchor}', which is not there`);
    }
  });
}

function assertThere(file: string, path: string): void {
  try {
    Deno.statSync(new URL(`../../../${file}`, import.meta.url));
  } catch {
    throw new Error(`${path} names '${file}', which is not there`);
  }
}

function toAnchor(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\- ]/gu, "").replaceAll(" ", "-");
}
