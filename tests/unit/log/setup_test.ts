import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type LogOptions, type Logs, openLogs } from "../../../src/log/setup.ts";

const OPTIONS: Omit<LogOptions, "dir"> = { level: "info", stdout: "off", maxBytes: 1024 * 1024, files: 3 };

async function withLogs(
  options: Partial<LogOptions>,
  use: (logs: Logs, dir: string) => void | Promise<void>,
): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  const logs = openLogs({ ...OPTIONS, dir: `${dir}/logs`, ...options });
  try {
    await use(logs, `${dir}/logs`);
  } finally {
    logs.close();
    await Deno.remove(dir, { recursive: true });
  }
}

function readLines(path: string): Record<string, unknown>[] {
  return Deno.readTextFileSync(path).split("\n").filter((line) => line !== "").map((line) =>
    JSON.parse(line)
  );
}

Deno.test("openLogs() writes each log to its own file, made with its folder", async () => {
  await withLogs({}, (logs, dir) => {
    logs.access("request", { status: 200 });
    logs.websocket("open", { connection: "c1" });
    logs.info("started", { port: 8000 });
    logs.flush();
    const events = (name: string) => readLines(`${dir}/${name}.log`).map(({ event }) => event);
    assertEquals([events("access"), events("websocket"), events("error")], [["request"], ["open"], [
      "started",
    ]]);
  });
});

Deno.test("openLogs() gathers ordinary lines, and writes warnings and errors at once", async () => {
  await withLogs({}, (logs, dir) => {
    logs.info("quiet");
    assertEquals(readLines(`${dir}/error.log`), []);
    logs.warn("odd", { user: "u1" });
    assertEquals(readLines(`${dir}/error.log`).map(({ event }) => event), ["quiet", "odd"]);
    logs.error("broken", new Error("no"));
    assertEquals(readLines(`${dir}/error.log`).length, 3);
  });
});

Deno.test("openLogs() writes gathered lines by itself after a moment", async () => {
  await withLogs({}, async (logs, dir) => {
    logs.access("request", {});
    const written = Promise.withResolvers<void>();
    const watch = setInterval(() => {
      if (readLines(`${dir}/access.log`).length === 1) written.resolve();
    }, 10);
    await written.promise;
    clearInterval(watch);
  });
});

Deno.test("error() tells the message, the stack and the causes of an error, with its fields", async () => {
  await withLogs({}, (logs, dir) => {
    logs.error("storing", new TypeError("outer", { cause: new RangeError("inner") }), { room: "lobby" });
    logs.error("odd", "a text");
    logs.error("nothing", undefined);
    logs.error("bare", Object.create(null));
    const [first, second, third] = readLines(`${dir}/error.log`);
    assertEquals([first!.level, first!.event, first!.error, first!.room], [
      "ERROR",
      "storing",
      "outer",
      "lobby",
    ]);
    assertStringIncludes(first!.stack as string, "TypeError: outer");
    assertStringIncludes(first!.stack as string, "Caused by: RangeError: inner");
    assertEquals([second!.error, third!.error], ["a text", "undefined"]);
  });
});

Deno.test("error() ends where the causes of an error go round in a circle", async () => {
  await withLogs({}, (logs, dir) => {
    const error = new Error("round");
    error.cause = error;
    logs.error("odd", error);
    assertEquals(readLines(`${dir}/error.log`)[0]!.error, "round");
  });
});

Deno.test("openLogs() leaves out what is below its level", async () => {
  await withLogs({ level: "error" }, (logs, dir) => {
    logs.info("a");
    logs.warn("b");
    logs.error("c", new Error("no"));
    logs.flush();
    assertEquals(readLines(`${dir}/error.log`).map(({ event }) => event), ["c"]);
  });
});

Deno.test("openLogs() rotates a log at its size, and keeps as many files as it should", async () => {
  await withLogs({ maxBytes: 1024, files: 2 }, (logs, dir) => {
    for (let number = 0; number < 100; number++) logs.access("request", { number });
    logs.flush();
    const names = [...Deno.readDirSync(dir)].map(({ name }) => name).filter((name) =>
      name.startsWith("access")
    ).sort();
    assertEquals(names, ["access.log", "access.log.1", "access.log.2"]);
    for (const name of names) assert(Deno.statSync(`${dir}/${name}`).size <= 1024);
    assertEquals(readLines(`${dir}/access.log`).at(-1)!.number, 99);
  });
});

Deno.test("close() writes what is gathered, and what is logged after it goes nowhere", async () => {
  await withLogs({}, (logs, dir) => {
    logs.access("last", {});
    logs.close();
    logs.access("late", {});
    logs.flush();
    assertEquals(readLines(`${dir}/access.log`).map(({ event }) => event), ["last"]);
  });
});

Deno.test("openLogs() goes on in the files that are there", async () => {
  await withLogs({}, (logs, dir) => {
    logs.access("first", {});
    logs.close();
    const again = openLogs({ ...OPTIONS, dir });
    again.access("second", {});
    again.close();
    assertEquals(readLines(`${dir}/access.log`).map(({ event }) => event), ["first", "second"]);
  });
});
