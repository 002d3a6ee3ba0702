import { assertEquals } from "@std/assert";
import {
  isClientErrorStatus,
  isErrorStatus,
  isInformationalStatus,
  isRedirectStatus,
  isServerErrorStatus,
  isStatus,
  isSuccessfulStatus,
  STATUS_CODE,
  STATUS_TEXT,
} from "@std/http/status";

Deno.test("STATUS_TEXT has words for every status", () => {
  for (const code of Object.values(STATUS_CODE)) assertEquals(typeof STATUS_TEXT[code], "string");
  assertEquals(Object.keys(STATUS_TEXT).length, Object.keys(STATUS_CODE).length);
  assertEquals(
    [200, 203, 206, 226, 404, 414, 418, 429, 431, 505].map((code) => STATUS_TEXT[code as 200]),
    [
      "OK",
      "Non Authoritative Info",
      "Partial Content",
      "IM Used",
      "Not Found",
      "URI Too Long",
      "I'm a teapot",
      "Too Many Requests",
      "Request Header Fields Too Large",
      "HTTP Version Not Supported",
    ],
  );
});

Deno.test("each status is of one class, and an unknown number of none", () => {
  const classes = [
    isInformationalStatus,
    isSuccessfulStatus,
    isRedirectStatus,
    isClientErrorStatus,
    isServerErrorStatus,
  ];
  const classOf = (status: number) => classes.map((isClass) => isClass(status)).indexOf(true) + 1;
  for (const code of Object.values(STATUS_CODE)) {
    assertEquals(classOf(code), Math.floor(code / 100));
    assertEquals(isErrorStatus(code), code >= 400);
    assertEquals(isStatus(code), true);
  }
  for (const unknown of [0, 99, 299, 499, 600, NaN]) {
    assertEquals([classOf(unknown), isErrorStatus(unknown), isStatus(unknown)], [0, false, false]);
  }
});
