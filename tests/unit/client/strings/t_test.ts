import { assertEquals } from "@std/assert";
import { dayName, dayStart } from "../../../../src/client/format/times.ts";
import { de } from "../../../../src/client/strings/de.ts";
import { bestLanguage } from "../../../../src/client/strings/languages.ts";
import { keyName, locale, refusal, showLanguage, t, tn, tx } from "../../../../src/client/strings/t.ts";

function inGerman(task: () => void): void {
  showLanguage(de);
  try {
    task();
  } finally {
    showLanguage(undefined);
  }
}

Deno.test("t() says English where no other language is shown, and puts values into their places", () => {
  assertEquals(t("Leave {room}", { room: "Tea {x}" }), "Leave Tea {x}");
  inGerman(() => assertEquals(t("Leave {room}", { room: "Tee" }), "Tee verlassen"));
});

Deno.test("tn() says one and several in the way of the language", () => {
  assertEquals(tn(1, "{n} member", "{n} members"), "1 member");
  assertEquals(tn(0, "{n} member", "{n} members"), "0 members");
  assertEquals(tn(1200, "{n} member", "{n} members"), `${(1200).toLocaleString(locale.value)} members`);
  inGerman(() => {
    assertEquals(tn(1, "{n} member", "{n} members"), "1 Mitglied");
    assertEquals(tn(1200, "{n} member", "{n} members"), "1.200 Mitglieder");
  });
});

Deno.test("tx() leaves pieces of the page whole", () => {
  const piece = { name: "bdi" } as unknown as string;
  assertEquals(tx("in {room}", { room: piece }), ["in ", piece, ""]);
});

Deno.test("a refusal is told by its words, else by its code, else as the server said it", () => {
  assertEquals(refusal("forbidden", "Only the owner may do this"), "Only the owner may do this");
  inGerman(() => {
    assertEquals(refusal("forbidden", "Only the owner may do this"), "Das darf nur, wem der Server gehört");
    assertEquals(
      refusal("bad_text", "A message has at most 4000 characters: this one has 4001"),
      "Eine Nachricht hat höchstens 4000 Zeichen: Diese hat 4001",
    );
    assertEquals(refusal("rate_limited", "Wait 3 s"), "Zu schnell: Warte einen Moment");
    assertEquals(refusal("of_a_newer_server", "Something new"), "Something new");
  });
});

Deno.test("dates and keys follow the language", () => {
  const at = new Date(2026, 2, 3).getTime();
  assertEquals(keyName("Ctrl"), "Ctrl");
  inGerman(() => {
    assertEquals(locale.value, "de");
    assertEquals(dayName(at, dayStart(new Date(2026, 5, 1).getTime())), "Dienstag, 3. März");
    assertEquals(dayName(at, at), "Heute");
    assertEquals(keyName("Ctrl"), "Strg");
  });
});

Deno.test("bestLanguage() is the first of those that somebody reads, and English where there is none", () => {
  assertEquals(bestLanguage(["fr-CA", "de-AT", "en"]), "de");
  assertEquals(bestLanguage(["en-GB", "de"]), "en");
  assertEquals(bestLanguage(["fr"]), "en");
  assertEquals(bestLanguage([]), "en");
});
