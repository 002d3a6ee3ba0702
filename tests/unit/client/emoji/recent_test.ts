import { assertEquals } from "@std/assert";
import { RecentEmoji } from "../../../../src/client/emoji/recent.ts";

function shelf(kept: Map<string, string>) {
  return () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
}

Deno.test("the emoji used last come first, each once, and outlive the page", () => {
  const kept = new Map<string, string>();
  const recent = new RecentEmoji(shelf(kept));
  for (const one of ["🎉", "👍", "🎉"]) recent.use(one);
  recent.chooseTone("🏽");
  const later = new RecentEmoji(shelf(kept));
  assertEquals([later.list.value, later.tone.value], [["🎉", "👍"], "🏽"]);
});

Deno.test("no more are kept than fit, and what is damaged or full does no harm", () => {
  const recent = new RecentEmoji(() => undefined);
  for (let n = 0; n < 100; n++) recent.use(String.fromCodePoint(0x1f600 + n));
  assertEquals(recent.list.value.length, 27);
  for (const damaged of ["{", "7", `[1,null,"${"x".repeat(99)}"]`]) {
    const read = new RecentEmoji(shelf(new Map([["parley.emoji", damaged], ["parley.tone", "x"]])));
    assertEquals([read.list.value, read.tone.value], [[], ""]);
  }
  const full = new RecentEmoji(() => ({
    getItem: () => null,
    setItem: () => {
      throw new Error("full");
    },
  }));
  full.use("🎉");
  assertEquals(full.list.value, ["🎉"]);
});
