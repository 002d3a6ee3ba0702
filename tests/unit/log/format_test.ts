import { assert, assertEquals, assertMatch } from "@std/assert";
import type { LevelName, LogRecord } from "@std/log";
import fc from "fast-check";
import { formatLine } from "../../../src/log/format.ts";
import { anyText } from "../protocol/any_text.ts";

function line(event: string, fields?: unknown, levelName: LevelName = "INFO", datetime = new Date()): string {
  return formatLine({ msg: event, args: [fields], levelName, datetime } as unknown as LogRecord);
}

Deno.test("formatLine() writes time, level, event and fields as one JSON object", () => {
  const { time, ...rest } = JSON.parse(line("request", { status: 200, user: undefined }, "WARN"));
  assertEquals(rest, { level: "WARN", event: "request", status: 200 });
  assertMatch(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

Deno.test("formatLine() writes an event without fields", () => {
  for (const fields of [undefined, {}, { user: undefined }]) {
    assertEquals(Object.keys(JSON.parse(line("started", fields))), ["time", "level", "event"]);
  }
});

Deno.test("formatLine() writes the record's own time, to the millisecond", () => {
  for (
    const time of [
      "2026-11-23T10:00:00.000Z",
      "2026-11-23T10:00:00.007Z",
      "2026-11-23T10:00:00.999Z",
      "2026-11-23T10:00:01.000Z",
    ]
  ) {
    assertEquals(JSON.parse(line("a", {}, "INFO", new Date(time))).time, time);
  }
});

Deno.test("formatLine() escapes what would end the line, colour or turn a terminal", () => {
  const harmful = "a\r\nb\u001b[31mc\u007f\u009b31m\u2028\u2029\u0085\0";
  for (const text of [line(harmful), line("a", { agent: harmful }), line("a", { [harmful]: 1 })]) {
    // deno-lint-ignore no-control-regex
    assert(!/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text), text);
  }
  assertEquals(JSON.parse(line("a", { agent: harmful })).agent, harmful);
});

Deno.test("formatLine() makes one line of JSON whatever it is given", () => {
  const anything = fc.dictionary(
    anyText().filter((key) => key !== "__proto__"),
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
  );
  fc.assert(fc.property(anyText(), anything, (event, fields) => {
    const text = line(event, fields);
    assert(!/[\r\n\u2028\u2029\u0085]/.test(text));
    const read = JSON.parse(text);
    if (!Object.hasOwn(fields, "event")) {
      assertEquals(read.event, event.toWellFormed() === event ? event : read.event);
    }
  }));
});

Deno.test("formatLine() still makes a line of fields that no JSON can be made of", () => {
  const circle: Record<string, unknown> = { user: "u1" };
  circle.self = circle;
  const hostile = {
    get user(): string {
      throw new Error("no");
    },
  };
  for (const fields of [circle, { size: 1n }, hostile, [1], "text", 7, null]) {
    assertEquals(JSON.parse(line("odd", fields)).event, "odd");
  }
});
