import { assertEquals, assertMatch } from "@std/assert";
import { findOffences, readSources } from "../../../tools/check_layers.ts";

function check(tree: Record<string, string>): string[] {
  return findOffences(new Map(Object.entries(tree)));
}

/** A tree in which one module imports another. */
function imports(from: string, to: string): string[] {
  const up = "../".repeat(from.split("/").length - 1) || "./";
  return check({ [from]: `import type { A } from "${up}${to}";`, [to]: "" });
}

Deno.test("findOffences() lets a folder import from the lines below it", () => {
  assertEquals(imports("main.ts", "src/server.ts"), []);
  assertEquals(imports("src/server.ts", "src/http/app.ts"), []);
  assertEquals(imports("src/http/routes/rooms.ts", "src/realtime/registry.ts"), []);
  assertEquals(imports("src/jobs/digests.ts", "src/notifications/digest.ts"), []);
  assertEquals(imports("src/realtime/registry.ts", "src/protocol/codec.ts"), []);
  assertEquals(imports("src/chat/rooms.ts", "src/store/store.ts"), []);
  assertEquals(imports("src/config/settings.ts", "src/protocol/limits.ts"), []);
  assertEquals(imports("src/http/middleware/origin.ts", "src/config/readers.ts"), []);
  assertEquals(imports("tests/unit/chat/rooms_test.ts", "src/chat/rooms.ts"), []);
  assertEquals(imports("tools/table.ts", "src/config/settings.ts"), []);
});

Deno.test("findOffences() names an import that goes up", () => {
  assertEquals(imports("src/chat/rooms.ts", "src/realtime/registry.ts"), [
    "src/chat/rooms.ts imports src/realtime/registry.ts: chat is below realtime",
  ]);
  assertEquals(imports("src/protocol/codec.ts", "src/store/store.ts").length, 1);
  assertEquals(imports("src/http/app.ts", "src/server_options.ts").length, 1);
  assertEquals(imports("src/http/app.ts", "main.ts").length, 1);
});

Deno.test("findOffences() names an import between folders of one line", () => {
  assertEquals(imports("src/store/open.ts", "src/pubsub/pubsub.ts"), [
    "src/store/open.ts imports src/pubsub/pubsub.ts: store and pubsub are on one line",
  ]);
  assertEquals(imports("src/realtime/drain.ts", "src/jobs/handlers.ts").length, 1);
  assertEquals(imports("src/log/setup.ts", "src/config/config.ts").length, 1);
});

Deno.test("findOffences() lets only the top read the configuration", () => {
  assertEquals(imports("src/server_options.ts", "src/config/config.ts"), []);
  assertEquals(imports("src/http/app.ts", "src/config/config.ts").length, 1);
  assertEquals(imports("src/chat/rooms.ts", "src/config/readers.ts").length, 1);
});

Deno.test("findOffences() keeps client and server apart but for the protocol", () => {
  assertEquals(imports("src/client/apply.ts", "src/protocol/events.ts"), []);
  assertEquals(imports("src/client/apply.ts", "src/client/state/room.ts"), []);
  assertEquals(imports("src/client/apply.ts", "src/chat/rooms.ts").length, 1);
  assertEquals(imports("src/client/apply.ts", "src/metrics/metrics.ts").length, 1);
  assertEquals(imports("src/http/app.ts", "src/client/main.tsx").length, 1);
  assertEquals(imports("src/server.ts", "src/client/main.tsx").length, 1);
});

Deno.test("findOffences() keeps src from tests, tools and bench, and std from src", () => {
  for (const folder of ["tests", "tools", "bench"]) {
    assertEquals(imports("src/chat/rooms.ts", `${folder}/help.ts`).length, 1);
    assertEquals(imports("src/client/apply.ts", `${folder}/help.ts`).length, 1);
  }
  assertEquals(imports("std/log/setup.ts", "src/log/setup.ts").length, 1);
  assertEquals(imports("std/http/etag.ts", "std/http/mod.ts"), []);
  assertEquals(imports("src/log/setup.ts", "std/log/mod.ts").length, 1);
});

Deno.test("findOffences() names a folder that has no place yet", () => {
  const [offence] = imports("src/http/app.ts", "src/payments/pay.ts");
  assertMatch(offence!, /src\/payments has no place/);
});

Deno.test("findOffences() names packages that are not named in deno.json, in src only", () => {
  assertEquals(check({ "src/http/app.ts": `import { Hono } from "npm:hono@4";` }), [
    "src/http/app.ts imports npm:hono@4: name the package in deno.json",
  ]);
  assertEquals(
    check({ "src/log/setup.ts": `import "jsr:@std/log"; import "node:fs"; import "hono";` }).length,
    1,
  );
  assertEquals(check({ "bench/run.ts": `import "npm:ws@8";` }), []);
});

Deno.test("findOffences() names each import cycle once, by the modules on it", () => {
  const offences = check({
    "src/chat/a.ts": `import { b } from "./b.ts"; import { d } from "./d.ts";`,
    "src/chat/b.ts": `import type { C } from "./c.ts";`,
    "src/chat/c.ts": `export { a } from "./a.ts";`,
    "src/chat/d.ts": `import { b } from "./b.ts";`,
  });
  assertEquals(offences, ["import cycle: src/chat/a.ts → src/chat/b.ts → src/chat/c.ts → src/chat/a.ts"]);
  assertEquals(check({ "src/chat/a.ts": `import "./a.ts";` }), [
    "import cycle: src/chat/a.ts → src/chat/a.ts",
  ]);
});

Deno.test("findOffences() takes what is imported when it is used for no cycle, and for an import all the same", () => {
  const lazily = `const later = () => import("./b.ts"); type Later = typeof import("./b.ts");`;
  assertEquals(check({ "src/chat/a.ts": lazily, "src/chat/b.ts": `import "./a.ts";` }), []);
  assertEquals(check({ "src/chat/a.ts": `import("../http/b.ts");`, "src/http/b.ts": "" }).length, 1);
});

Deno.test("findOffences() takes a diamond for no cycle", () => {
  assertEquals(
    check({
      "src/chat/a.ts": `import "./b.ts"; import "./c.ts";`,
      "src/chat/b.ts": `import "./d.ts";`,
      "src/chat/c.ts": `import "./d.ts";`,
      "src/chat/d.ts": "",
    }),
    [],
  );
});

Deno.test("readSources() reads every module of a project, by its path", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/src/client`, { recursive: true });
    await Deno.writeTextFile(`${root}/main.ts`, "main");
    await Deno.writeTextFile(`${root}/src/client/main.tsx`, "page");
    await Deno.writeTextFile(`${root}/src/client/main.css`, "style");
    assertEquals(Object.fromEntries(readSources(root)), { "main.ts": "main", "src/client/main.tsx": "page" });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
