import { assertEquals } from "@std/assert";
import { toServerQuery } from "../../../src/client/format/search_operators.ts";
import { de } from "../../../src/client/strings/de.ts";
import { showLanguage } from "../../../src/client/strings/t.ts";

Deno.test("a search goes to the server as it is where English is shown", () => {
  for (const query of ["von:ada tee", "from:me tea", '"from:me"']) assertEquals(toServerQuery(query), query);
});

Deno.test("German operators become those of the server, but not in quotes and not in other words", () => {
  showLanguage(de);
  try {
    const english = {
      "tee von:ada in:lobby": "tee from:ada in:lobby",
      "Vor:2026-11-01 nach:2026-10-01 -hat:link": "before:2026-11-01 after:2026-10-01 -has:link",
      "von:mir von:Miriam": "from:me from:Miriam",
      'von:"Ada L" "sie kam von:hier"': 'from:"Ada L" "sie kam von:hier"',
      "from:me has:link": "from:me has:link",
      "davon:ada https://example.org/?von:ada von: nach": "davon:ada https://example.org/?von:ada von: nach",
    };
    for (const [german, query] of Object.entries(english)) assertEquals(toServerQuery(german), query);
  } finally {
    showLanguage(undefined);
  }
});
