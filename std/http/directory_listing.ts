/** A page that links what is in a folder. */
export async function directoryListing(
  path: string,
  title: string,
  showDotfiles: boolean,
): Promise<Response> {
  const names: string[] = title === "/" ? [] : ["../"];
  for await (const entry of Deno.readDir(path)) {
    if (showDotfiles || !entry.name.startsWith(".")) names.push(entry.name + (entry.isDirectory ? "/" : ""));
  }
  const items = names.sort().map((name) =>
    `<li><a href="./${name.split("/").map(encodeURIComponent).join("/")}">${escapeHtml(name)}</a></li>`
  );
  const heading = escapeHtml(`Index of ${title}`);
  const page = `<!DOCTYPE html>
<html lang="en"><meta charset="UTF-8"><title>${heading}</title>
<h1>${heading}</h1>
<ul>
${items.join("\n")}
</ul>
</html>
`;
  return new Response(page, { headers: { "content-type": "text/html; charset=UTF-8" } });
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
