import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { BaseHandler, type FormatterFunction, type LevelName, Logger } from "@std/log";
import { getLevelByName, getLevelName, LogLevelNames, LogLevels } from "@std/log/levels";
import { LogRecord } from "@std/log/logger";
import { formatters, jsonFormatter } from "@std/log/formatters";

class ListHandler extends BaseHandler {
  readonly lines: string[] = [];

  log(msg: string): void {
    this.lines.push(msg);
  }
}

function listen(
  level: LevelName = "DEBUG",
  formatter?: FormatterFunction,
): { logger: Logger; lines: string[] } {
  const handler = new ListHandler(level, { formatter });
  return { logger: new Logger("test", "DEBUG", { handlers: [handler] }), lines: handler.lines };
}

Deno.test("Logger has a method for each level", () => {
  const { logger, lines } = listen();
  logger.debug("a");
  logger.info("b");
  logger.warn("c");
  logger.error("d");
  logger.critical("e");
  assertEquals(lines, ["DEBUG a", "INFO b", "WARN c", "ERROR d", "CRITICAL e"]);
});

Deno.test("Logger passes on nothing below its own level", () => {
  const { logger, lines } = listen();
  logger.levelName = "ERROR";
  logger.warn("no");
  logger.error("yes");
  logger.level = LogLevels.INFO;
  logger.info("now");
  assertEquals(lines, ["ERROR yes", "INFO now"]);
  assertEquals(logger.levelName, "INFO");
});

Deno.test("Logger refuses a level that there is not", () => {
  const { logger } = listen();
  const level = 35 as number as typeof logger.level;
  assertThrows(() => logger.level = level, TypeError, "Invalid log level: 35");
});

Deno.test("BaseHandler handles nothing below its level, which can be changed", () => {
  const { logger, lines } = listen("WARN");
  logger.info("no");
  logger.warn("yes");
  const handler = logger.handlers[0]!;
  handler.level = LogLevels.INFO;
  assertEquals(handler.levelName, "INFO");
  logger.info("now");
  handler.levelName = "CRITICAL";
  assertEquals(handler.level, LogLevels.CRITICAL);
  logger.error("no");
  assertEquals(lines, ["WARN yes", "INFO now"]);
});

Deno.test("Logger gives its message back, logged or not", () => {
  const { logger } = listen();
  const thing = { a: 1 };
  assertEquals(logger.info(thing) === thing, true);
  logger.levelName = "ERROR";
  assertEquals(logger.info(5), 5);
});

Deno.test("Logger calls a function as message only when it logs it", () => {
  const { logger, lines } = listen();
  logger.levelName = "INFO";
  let calls = 0;
  assertEquals(logger.debug(() => ++calls), undefined);
  assertEquals(calls, 0);
  assertEquals(logger.info(() => ++calls), 1);
  assertEquals(lines, ["INFO 1"]);
});

Deno.test("Logger writes messages of any kind", () => {
  const { logger, lines } = listen("DEBUG", (record) => record.msg);
  const circle: Record<string, unknown> = { a: 1 };
  circle.self = circle;
  for (const message of [null, undefined, true, 12n, Symbol("s"), { a: "x", b: [1, { c: null }] }, circle]) {
    logger.info(message);
  }
  logger.info(new Error("broken"));
  assertEquals(lines.slice(0, -1), [
    "null",
    "undefined",
    "true",
    "12",
    "Symbol(s)",
    '{"a":"x","b":{"0":1,"1":{"c":null}}}',
    '{"a":1,"self":"[Circular]"}',
  ]);
  assertStringIncludes(lines.at(-1)!, "Error: broken\n");
});

Deno.test("LogRecord holds what was logged and cannot be changed from outside", () => {
  const args = [1, "two"];
  const record = new LogRecord({ msg: "m", args, level: LogLevels.WARN, loggerName: "app" });
  args.push(3);
  record.args.push(4);
  record.datetime.setTime(0);
  assertEquals(record.args, [1, "two"]);
  assertEquals(record.datetime.getTime() > 0, true);
  assertEquals([record.level, record.levelName, record.loggerName], [30, "WARN", "app"]);
});

Deno.test("jsonFormatter() writes one argument as it is, several as an array, none not at all", () => {
  const line = (...args: unknown[]) => {
    const record = new LogRecord({ msg: 'a "b"\n', args, level: LogLevels.INFO, loggerName: "app" });
    const { datetime, ...rest } = JSON.parse(jsonFormatter(record));
    assertEquals(datetime, record.datetime.getTime());
    return rest;
  };
  assertEquals(line(), { level: "INFO", message: 'a "b"\n' });
  assertEquals(line({ a: 1 }), { level: "INFO", message: 'a "b"\n', args: { a: 1 } });
  assertEquals(line(1, [2]), { level: "INFO", message: 'a "b"\n', args: [1, [2]] });
  assertEquals(formatters.jsonFormatter, jsonFormatter);
});

Deno.test("levels are found by name and by number, and nothing else is", () => {
  for (const name of LogLevelNames) assertEquals(getLevelName(getLevelByName(name)), name);
  assertEquals(LogLevelNames, ["NOTSET", "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"]);
  assertThrows(() => getLevelByName("toString" as LevelName), Error, "no level named toString");
  assertThrows(() => getLevelName(5 as 10), Error, "no name for level: 5");
});
