import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { Hono } from "hono";
import { readJson, stringField } from "../../../src/http/read_body.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";

const MAX = 100;
const JSON_TYPE = { "Content-Type": "application/json" };

/** What readJson() makes of a request: the object, or the code of the refusal. */
async function read(body: BodyInit | null, headers: Record<string, string> = JSON_TYPE): Promise<unknown> {
  const app = new Hono().post("/", async (c) => {
    try {
      return Response.json(await readJson(c, { maxBody: MAX, bodyTimeout: 10_000 }));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return Response.json(error.code);
    }
  });
  const response = await app.request("/", { method: "POST", body, headers });
  return await response.json();
}

Deno.test("readJson() reads an object", async () => {
  assertEquals(await read(`{"username":"адa"}`), { username: "адa" });
  assertEquals(await read("{}", { "Content-Type": "Application/JSON; charset=utf-8" }), {});
});

Deno.test("readJson() takes nothing that a form on another site could send", async () => {
  for (
    const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=a",
      "application/jsonp",
      "text/plain; application/json",
      "",
    ]
  ) {
    assertEquals(await read("{}", { "Content-Type": type }), "unsupported_media_type", type);
  }
  assertEquals(await read("{}", { ...JSON_TYPE, "Content-Encoding": "gzip" }), "unsupported_media_type");
});

Deno.test("readJson() takes as many bytes as allowed and not one more, whatever length is told", async () => {
  const sized = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;
  assertEquals(Object.keys(await read(sized(MAX)) as object), ["a"]);
  assertEquals(await read(sized(MAX + 1)), "payload_too_large");
  assertEquals(await read(`{"a":"${"é".repeat(50)}"}`), "payload_too_large");
  assertEquals(await read("{}", { ...JSON_TYPE, "Content-Length": "101" }), "payload_too_large");
  assertEquals(await read(sized(MAX + 1), { ...JSON_TYPE, "Content-Length": "5" }), "payload_too_large");
});

Deno.test("readJson() stops reading a body that is too large", async () => {
  let pulled = 0;
  let cancelled = false;
  const body = new ReadableStream({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(60));
    },
    cancel() {
      cancelled = true;
    },
  });
  assertEquals(await read(body), "payload_too_large");
  assertEquals([cancelled, pulled < 10], [true, true]);
});

Deno.test("readJson() refuses what is no JSON, no UTF-8 or no object", async () => {
  for (const body of ["", "x", "{", "{'a':1}", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])]) {
    assertEquals(await read(body), "bad_json");
  }
  assertEquals(await read(null), "bad_json");
  for (const body of ["[]", "1", "null", `"a"`, "true"]) assertEquals(await read(body), "bad_request", body);
});

Deno.test("stringField() gives a string that is the body's own", async () => {
  assertEquals(stringField({ name: "tea" }, "name"), "tea");
  assertEquals(stringField({}, "topic", ""), "");
  const body = await read(`{"name":1,"other":null}`) as Record<string, unknown>;
  for (const name of ["name", "other", "none", "toString", "__proto__", "constructor"]) {
    assertEquals(assertThrows(() => stringField(body, name), ProtocolError).code, "bad_request", name);
  }
  await assertRejects(
    () => Promise.resolve().then(() => stringField({ topic: 1 }, "topic", "")),
    ProtocolError,
  );
});
