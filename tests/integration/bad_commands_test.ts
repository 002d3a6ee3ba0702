import { assert, assertEquals } from "@std/assert";
import { withServer } from "../support/server.ts";

const CASES: [what: string, frame: string, code: string][] = [
  ["not JSON", "hello", "bad_json"],
  ["an empty frame", "", "bad_json"],
  ["cut off", `{"type":"ping","id":"p`, "bad_json"],
  ["a byte order mark first", `\ufeff{"type":"ping","id":"p"}`, "bad_json"],
  ["NUL first", `\u0000{"type":"ping","id":"p"}`, "bad_json"],
  ["a comma too many", `{"type":"ping","id":"p",}`, "bad_json"],
  ["a comment", `{"type":"ping","id":"p"}//`, "bad_json"],
  ["NaN", `{"type":"ping","id":NaN}`, "bad_json"],
  ["a number", "5", "bad_message"],
  ["a string", `"ping"`, "bad_message"],
  ["null", "null", "bad_message"],
  ["an empty array", "[]", "bad_message"],
  ["an array in an array", `[[{"type":"ping","id":"p"}]]`, "bad_message"],
  ["an empty object", "{}", "bad_message"],
  ["32,000 arrays deep", "[".repeat(32_000) + "]".repeat(32_000), "bad_json"],
  ["5,000 keys", `{"type":"ping","id":"p",${keys(5_000)}}`, "bad_message"],
  ["101 commands", `[${Array(101).fill(`{"type":"ping","id":"p"}`)}]`, "bad_message"],
  ["a __proto__ key", `{"type":"ping","id":"p","__proto__":{"polluted":1}}`, "bad_message"],
  ["a constructor key", `{"type":"ping","id":"p","constructor":{"prototype":{"polluted":1}}}`, "bad_message"],
  ["the type __proto__", `{"type":"__proto__","id":"p"}`, "unknown_type"],
  ["the type constructor", `{"type":"constructor","id":"p"}`, "unknown_type"],
  ["the type toString", `{"type":"toString","id":"p"}`, "unknown_type"],
  ["the type valueOf", `{"type":"valueOf","id":"p"}`, "unknown_type"],
  ["an event's type", `{"type":"message.posted","id":"p"}`, "unknown_type"],
  ["a type that is a number", `{"type":5,"id":"p"}`, "bad_message"],
];

Deno.test("a command that cannot be read is answered by its table, and the connection goes on", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    for (const [index, [what, frame, code]] of CASES.entries()) {
      ada.sendText(frame);
      const errors = await ada.atLeast("error", index + 1);
      assertEquals([what, errors.at(-1)!.code], [what, code]);
    }
    assertEquals("polluted" in {}, false);
    await ada.flush();
    assertEquals(ada.all("error").length, CASES.length);
    assertEquals((await server.readLog("error")).filter(({ level }) => level === "ERROR"), []);
  });
});

Deno.test("of two equal keys the last counts, and is the one that is checked", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    ada.sendText(`{"type":"message.post","id":"k1","room":"lobby","text":"first","text":"last"}`);
    await ada.reply("k1");
    ada.sendText(`{"type":"message.post","id":"k2","room":"lobby","text":"first","text":""}`);
    const reply = await ada.reply("k2");
    assertEquals(reply.type === "error" && reply.code, "bad_text");
    await ada.flush();
    assertEquals(ada.texts()[0], "last");
  });
});

Deno.test("fields that nobody knows are ignored", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    ada.sendText(`{"type":"ping","id":"p","later":{"version":[1,2,3]}}`);
    assert((await ada.reply("p")).type === "pong");
  });
});

function keys(count: number): string {
  return Array.from({ length: count }, (_, index) => `"k${index}":1`).join(",");
}
