import { assertEquals } from "@std/assert";
import { readSlash } from "../../../src/client/format/slash.ts";

Deno.test("a slash and a word are a command, with what stands behind it", () => {
  assertEquals(readSlash("/join"), { command: "join", argument: "" });
  assertEquals(readSlash("/Join  Boat trip "), { command: "join", argument: "Boat trip" });
  assertEquals(readSlash("/shrug two\nlines"), { command: "shrug", argument: "two\nlines" });
});

Deno.test("two slashes make a message of a command, and take nothing from other texts", () => {
  assertEquals(readSlash("//join us"), { text: "/join us" });
  assertEquals(readSlash("//evil.example/x"), { text: "//evil.example/x" });
  assertEquals(readSlash("// a comment"), { text: "// a comment" });
});

Deno.test("what is no command is a message as it is", () => {
  for (const text of ["/", "/ no", "/etc/passwd is readable", "/1", "hello /join", " /join", "", "/-x"]) {
    assertEquals(readSlash(text), { text });
  }
});
