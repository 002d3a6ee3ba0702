import { assertEquals } from "@std/assert";
import { announce } from "../../../src/client/format/announce.ts";

Deno.test("announce() reads a few messages out", () => {
  assertEquals(announce([]), "");
  assertEquals(announce([{ name: "Ada", text: "hello" }]), "Ada: hello");
  assertEquals(announce([{ name: "Ada", text: "hello" }, { name: "Bo", text: "hi" }]), "Ada: hello\nBo: hi");
});

Deno.test("announce() reads an action as one", () => {
  const waves = { name: "Ada", text: "waves", isAction: true };
  assertEquals(announce([waves]), "Ada waves");
  assertEquals(announce([{ name: "Bo", text: "hi" }, waves]), "Bo: hi\nAda waves");
});

Deno.test("announce() counts many messages and reads the last", () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ name: "Ada", text: `n${index}` }));
  assertEquals(announce(many), "12 new messages. Ada: n11");
});

Deno.test("announce() cuts a long message short", () => {
  assertEquals(announce([{ name: "Ada", text: "x".repeat(1000) }]).length, "Ada: ".length + 281);
});
