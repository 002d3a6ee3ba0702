import { assertEquals, assertStrictEquals } from "@std/assert";
import * as log from "@std/log";

class ListHandler extends log.BaseHandler {
  readonly events: string[] = [];

  override setup(): void {
    this.events.push("setup");
  }

  log(msg: string): void {
    this.events.push(msg);
  }

  override destroy(): void {
    this.events.push("destroy");
  }
}

/** What is written with `console.log()` while the function runs. */
function printed(fn: () => void): unknown[][] {
  const original = console.log;
  const lines: unknown[][] = [];
  console.log = (...values) => lines.push(values);
  try {
    fn();
  } finally {
    console.log = original;
  }
  return lines;
}

Deno.test("setup() sets handlers up, gives them to their loggers, and destroys them at the next call", () => {
  const handler = new ListHandler("DEBUG");
  log.setup({
    handlers: { list: handler },
    loggers: {
      default: { level: "DEBUG", handlers: ["list"] },
      quiet: { level: "ERROR", handlers: ["list", "nobody"] },
    },
  });
  assertEquals(log.debug("a"), "a");
  log.info(() => "b");
  log.warn("c");
  log.error("d");
  log.critical("e");
  log.getLogger("quiet").warn("not this");
  log.getLogger("quiet").error("f");
  log.setup({});
  assertEquals(handler.events, [
    "setup",
    "DEBUG a",
    "INFO b",
    "WARN c",
    "ERROR d",
    "CRITICAL e",
    "ERROR f",
    "destroy",
  ]);
});

Deno.test("the default logger writes INFO and above to the console without any setup", () => {
  log.setup({});
  const lines = printed(() => {
    log.debug("hidden");
    log.info("shown");
  });
  assertEquals(lines.length, 1);
  assertEquals(String(lines[0]).includes("INFO shown"), true);
});

Deno.test("ConsoleHandler writes plain lines when colours are off", () => {
  const handler = new log.ConsoleHandler("DEBUG", { useColors: false });
  const logger = new log.Logger("test", "DEBUG", { handlers: [handler] });
  assertEquals(printed(() => logger.error("plain")), [["ERROR plain"]]);
});

Deno.test("getLogger() makes an unknown logger once, and it logs nothing", () => {
  log.setup({});
  const logger = log.getLogger("nobody");
  assertStrictEquals(log.getLogger("nobody"), logger);
  assertEquals(printed(() => logger.critical("lost")), []);
  assertEquals(logger.levelName, "NOTSET");
});
