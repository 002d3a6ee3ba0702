/** A fenced block, or an HTML comment: what a test can act on, in the order of the page. */
export type Mark = { info: string; content: string } | { comment: string };

const ROOT = new URL("../../../", import.meta.url);
const MARK = /^(`{3,})([^`\n]*)\n([\s\S]*?)^\1$|^<!-- (.+?) -->$/gm;

/** Reads a document of this project. */
export function readDocument(path: string): string {
  return Deno.readTextFileSync(new URL(path, ROOT));
}

export function readMarks(markdown: string): Mark[] {
  return markdown.matchAll(MARK).map(([, , info, content, comment]) =>
    comment === undefined ? { info: info!.trim(), content: content! } : { comment }
  ).toArray();
}

/** The rows of the table after `<!-- name -->`, without its head: cells as they are written. */
export function readTable(markdown: string, name: string): string[][] {
  const mark = `<!-- ${name} -->\n`;
  const at = markdown.indexOf(mark);
  if (at < 0) throw new Error(`The document has no mark '${name}'`);
  const lines = markdown.slice(at + mark.length).trimStart().split("\n");
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines.slice(2, end < 0 ? undefined : end).map(readCells);
}

/** The names in a cell of names: `a`, `b`? → a, b. */
export function readNames(cell: string): string[] {
  return cell.matchAll(/`([^`]+)`/g).map(([, name]) => name!).toArray();
}

function readCells(line: string): string[] {
  return line.slice(1, line.lastIndexOf("|")).split("|").map((cell) => cell.trim());
}
