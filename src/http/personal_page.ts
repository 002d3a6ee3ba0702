import { FIRST_SIGHT, type FirstSight } from "../protocol/first_sight.ts";
import { drawFirstRows } from "./first_rows.ts";

/** The place in the page that the script fills, and what stands in it. */
const PLACE = /(<div id="chat"[^>]*>)/;
const STYLES = /<link rel="stylesheet"[^>]*>/;

/**
 * The page with what its person sees first in it, drawn for as long as the script is not there, and as data for the
 * script. Data is no script: no policy needs to let it run. `style`, where it is given, is what they look by: nothing
 * else need come for them to be seen.
 */
export function personalPage(html: string, sight: FirstSight, style?: string): string {
  const rows = drawFirstRows(sight);
  // Nothing in a text can end the element.
  const data = JSON.stringify(sight).replaceAll("<", "\\u003c");
  const block = `<script type="application/json" id="${FIRST_SIGHT}">${data}</script>`;
  const filled = html.replace("</body>", () => `${block}\n  </body>`);
  if (rows === "") return filled;
  // What is drawn already need not wait for the script.
  const drawn = filled.replace(' blocking="render"', "").replace(PLACE, (place) => place + rows);
  return style === undefined ? drawn : withStyle(drawn, style);
}

/** What stands above a link to styles in the body is seen before they are there; the script waits for them. */
function withStyle(html: string, style: string): string {
  const link = STYLES.exec(html)?.[0] ?? "";
  return html.replace(link, () => `<style>${style}</style>`).replace("</body>", () => `${link}\n  </body>`);
}
