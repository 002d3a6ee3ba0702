import { assertEquals, assertStringIncludes } from "@std/assert";

const SETUP = new URL("../../../src/log/setup.ts", import.meta.url);
const HANDLER = new URL("../../../src/log/stdout_handler.ts", import.meta.url);
const CONFIG = new URL("../../../deno.json", import.meta.url);

/** Runs a module in a process of its own, for its standard output. */
async function run(source: string): Promise<{ out: string[]; err: string; code: number }> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-lock",
      "--config",
      CONFIG.pathname,
      "-A",
      `data:text/typescript,${encodeURIComponent(source)}`,
    ],
    stdin: "null",
  });
  const { stdout, stderr, code } = await command.output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { out: decode(stdout).split("\n").filter((line) => line !== ""), err: decode(stderr), code };
}

async function runLogs(
  options: Record<string, unknown>,
  use: string,
): Promise<{ events: string[]; err: string }> {
  const all = { dir: "-", level: "info", stdout: "warn", maxBytes: 10_000, files: 2, ...options };
  const { out, err, code } = await run(
    `import { openLogs } from ${JSON.stringify(SETUP)}; const logs = openLogs(${
      JSON.stringify(all)
    }); ${use}`,
  );
  assertEquals(code, 0, err);
  return { events: out.map((line) => JSON.parse(line).event), err };
}

const EACH =
  `logs.access("a", {}); logs.info("b"); logs.warn("c"); logs.error("d", new Error("no")); logs.close();`;

Deno.test("without a folder every log goes to standard output, in order", async () => {
  assertEquals((await runLogs({ dir: "-" }, EACH)).events, ["a", "b", "c", "d"]);
});

Deno.test("with a folder standard output gets warnings and errors, everything or nothing, as it is set", async () => {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  try {
    assertEquals((await runLogs({ dir, stdout: "warn" }, EACH)).events, ["c", "d"]);
    assertEquals((await runLogs({ dir, stdout: "all" }, EACH)).events, ["a", "b", "c", "d"]);
    assertEquals((await runLogs({ dir, stdout: "off" }, EACH)).events, []);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("a warning reaches standard output at once, also where the process is killed next", async () => {
  const options = { dir: "-", level: "info", stdout: "warn", maxBytes: 10_000, files: 2 };
  const { out } = await run(`
    import { openLogs } from ${JSON.stringify(SETUP)};
    openLogs(${JSON.stringify(options)}).warn("odd");
    Deno.kill(Deno.pid, "SIGKILL");
  `);
  assertEquals(out.map((line) => JSON.parse(line).event), ["odd"]);
});

Deno.test("where the folder cannot be written, the logs go to standard output after one warning", async () => {
  const file = await Deno.makeTempFile({ prefix: "parley-" });
  try {
    const { events, err } = await runLogs({ dir: `${file}/logs`, stdout: "off" }, EACH);
    assertEquals(events, ["a", "b", "c", "d"]);
    assertEquals(err.split("Cannot write").length, 2);
    assertStringIncludes(err, `${file}/logs`);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("StdoutHandler writes lines whole and in order, however many there are", async () => {
  const { out } = await run(`
    import { StdoutHandler } from ${JSON.stringify(HANDLER)};
    const handler = new StdoutHandler("INFO");
    for (let number = 0; number < 20_000; number++) handler.log(number + " ünïcödé " + "x".repeat(number % 90));
    handler.destroy();
  `);
  assertEquals(out.length, 20_000);
  assertEquals(out.findIndex((line, number) => line !== `${number} ünïcödé ${"x".repeat(number % 90)}`), -1);
});
