import type { Scale } from "./findings.ts";
import { pullCable } from "./scenarios/r8_cable.ts";
import { undoAll } from "./undo.ts";

/** R8's part inside of the clients' namespace; prints its result as JSON. */
if (import.meta.main) {
  Deno.addSignalListener("SIGTERM", async () => {
    await undoAll();
    Deno.exit(1);
  });
  const [servers, scale, seed] = Deno.args as [string, Scale, string];
  try {
    console.log(JSON.stringify(await pullCable(servers, scale, Number(seed))));
  } finally {
    await undoAll();
  }
  Deno.exit(0);
}
