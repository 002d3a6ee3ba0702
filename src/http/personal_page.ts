import { FIRST_SIGHT, type FirstSight } from "../protocol/first_sight.ts";
import { drawFirstRows } from "./first_rows.ts";

/** The place in the page that the script fills, and what stands in it. */
const PLACE = /(<div id="chat"[^>]*>)/;

/**
 * The page with what its person sees first in it, drawn for as long as the script is not there, and as data for the
 * script. Data is no script: no policy needs to let it run.
 */
export function personalPage(html: string, sight: FirstSight): string {
  const rows = drawFirstRows(sight);
  // Nothing in a text can end the element.
  const data = JSON.stringify(sight).replaceAll("<", "\\u003c");
  const block = `<script type="application/json" id="${FIRST_SIGHT}">${data}</script>`;
  const filled = html.replace("</body>", () => `${block}\n  </body>`);
  if (rows === "") return filled;
  // What is drawn already need not wait for the script.
  return filled.replace(' blocking="render"', "").replace(PLACE, (place) => place + rows);
}
