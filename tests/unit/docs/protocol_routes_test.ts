import { assertEquals } from "@std/assert";
import { createApp } from "../../../src/http/app.ts";
import type { HttpOptions, HttpParts, Page } from "../../../src/http/context.ts";
import { readDocument, readNames, readTable } from "./markdown.ts";

Deno.test("docs/protocol.md names every route of the server, and no other", () => {
  const options: HttpOptions = {
    publicUrl: "",
    allowedOrigins: [],
    trustedProxies: [],
    maxBody: 1024,
    bodyTimeout: 10_000,
    requests: { rate: 1, burst: 1 },
    sessionSeconds: 60,
    staticDir: "",
  };
  const page: Page = { html: "", tag: "", build: "", worker: undefined };
  // Routes are only listed here, never asked, so the other parts are not needed.
  const app = createApp({ options, page } as unknown as HttpParts);
  // `ALL` is middleware, but for the socket, which answers other methods itself.
  const real = app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) =>
    `${method} ${path}`
  );
  const written = readTable(readDocument("docs/protocol.md"), "routes").flatMap(([request]) =>
    readNames(request!)
  );
  assertEquals(written.toSorted(), [...new Set(real), "GET /ws"].toSorted());
});
