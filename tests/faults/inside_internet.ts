import type { Scale } from "./findings.ts";
import { postLinks } from "./scenarios/s9_forbidden_addresses.ts";
import { undoAll } from "./undo.ts";

/** S9's part inside of its network; prints its result as JSON. */
if (import.meta.main) {
  Deno.addSignalListener("SIGTERM", async () => {
    await undoAll();
    Deno.exit(1);
  });
  const [scale] = Deno.args as [Scale];
  try {
    console.log(JSON.stringify(await postLinks(scale)));
  } finally {
    await undoAll();
  }
  Deno.exit(0);
}
