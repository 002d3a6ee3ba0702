import { assertEquals } from "@std/assert";
import { Completion } from "../../../src/client/islands/completion/completion.ts";
import type { Option } from "../../../src/client/islands/completion/option.ts";

const NAMES = ["Ada", "Adam", "Bo"];

/** A box of text with a completion of names. */
class Box {
  text = "";
  caret = 0;
  /** Runs before names are found. */
  delay: () => Promise<void> = () => Promise.resolve();
  readonly completion = new Completion({
    find: async ({ query }) => {
      await this.delay();
      return NAMES.filter((name) => name.toLowerCase().startsWith(query.toLowerCase())).map(toOption);
    },
    emoji: (name) => Promise.resolve(name === "tada" ? "🎉" : undefined),
    replace: (text, start, end) => {
      this.text = this.text.slice(0, start) + text + this.text.slice(end);
      this.caret = start + text.length;
      this.completion.update(this, true);
    },
  });

  async type(text: string): Promise<void> {
    for (const character of text) {
      this.text = this.text.slice(0, this.caret) + character + this.text.slice(this.caret);
      this.caret++;
      await this.completion.update(this, true);
    }
  }

  async moveTo(caret: number): Promise<void> {
    this.caret = caret;
    await this.completion.update(this, false);
  }

  press(key: string, more: Partial<KeyboardEvent> = {}): boolean {
    const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    return this.completion.key({ ...none, ...more, key } as KeyboardEvent);
  }

  get offered(): string[] {
    return this.completion.options.value.map(({ label }, index) =>
      index === this.completion.chosen.value ? `>${label}` : label
    );
  }
}

function toOption(label: string): Option {
  return { key: label, insert: `@${label} `, label, picture: { sign: "#" } };
}

Deno.test("what is typed behind a sign is offered, chosen with the arrows and taken with Enter or Tab", async () => {
  for (const key of ["Enter", "Tab"]) {
    const box = new Box();
    await box.type("hi @a");
    assertEquals(box.offered, [">Ada", "Adam"]);
    assertEquals([box.press("ArrowDown"), box.offered], [true, ["Ada", ">Adam"]]);
    assertEquals([box.press("ArrowDown"), box.offered], [true, [">Ada", "Adam"]]);
    assertEquals([box.press("ArrowUp"), box.offered], [true, ["Ada", ">Adam"]]);
    assertEquals([box.press(key), box.text, box.offered], [true, "hi @Adam ", []]);
  }
});

Deno.test("without an offer the keys keep their meaning", async () => {
  const box = new Box();
  await box.type("@x");
  for (const key of ["Enter", "Tab", "ArrowUp", "ArrowDown", "Escape"]) assertEquals(box.press(key), false);
  await box.type(" @a");
  assertEquals(box.press("Enter", { shiftKey: true }), false);
  assertEquals(box.press("ArrowUp", { altKey: true }), false);
});

Deno.test("Esc ends the offer for this word, and another word is offered again", async () => {
  const box = new Box();
  await box.type("@a");
  assertEquals([box.press("Escape"), box.offered], [true, []]);
  await box.type("d");
  assertEquals(box.offered, []);
  await box.type(" @a");
  assertEquals(box.offered, [">Ada", "Adam"]);
});

Deno.test("Enter sends what is typed out in full", async () => {
  const box = new Box();
  await box.type("@ada");
  assertEquals([box.press("Enter"), box.text, box.offered], [false, "@ada", []]);
});

Deno.test("a word in the middle is completed where it is, and keeps the space behind it", async () => {
  const box = new Box();
  await box.type("hi  there");
  await box.moveTo(3);
  await box.type("@b");
  box.press("Tab");
  assertEquals(box.text, "hi @Bo there");
});

Deno.test("to go back to a word offers nothing, to go away from one ends the offer", async () => {
  const box = new Box();
  await box.type("@a hi");
  await box.moveTo(2);
  assertEquals(box.offered, []);
  await box.type("d");
  assertEquals(box.offered, [">Ada", "Adam"]);
  await box.moveTo(5);
  assertEquals(box.offered, []);
});

Deno.test("an offer that comes late is not shown for another word", async () => {
  const box = new Box();
  const gate = Promise.withResolvers<void>();
  box.delay = () => gate.promise;
  const typed = box.type("@a");
  box.delay = () => Promise.resolve();
  box.completion.close();
  gate.resolve();
  await typed;
  box.completion.close();
  await box.moveTo(0);
  assertEquals(box.offered, []);
});

Deno.test("the last colon of an emoji's name puts the emoji there", async () => {
  const box = new Box();
  await box.type("yes :tada:");
  await box.completion.update(box, false);
  assertEquals(box.text, "yes 🎉");
  await box.type(" :nothing:");
  await box.completion.update(box, false);
  assertEquals(box.text, "yes 🎉 :nothing:");
});
