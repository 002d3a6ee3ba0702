import { assertEquals } from "@std/assert";
import { Scanner } from "./scanner.ts";
import { makeText } from "./text.ts";

const encoder = new TextEncoder();

/** As a server sends it: texts in JSON, some in a frame of their own, some joined, in chunks that end anywhere. */
function stream(texts: number): Uint8Array {
  const events = Array.from(
    { length: texts },
    (_, seq) => `{"type":"message.posted","seq":${seq},"message":{"text":"${makeText(seq)}"}}`,
  );
  return encoder.encode(
    events.map((event, index) => `\x81\x7e\x01\x02${event}${index % 3 === 0 ? "," : ""}`).join(""),
  );
}

Deno.test("the bench's scanner counts each text once, wherever reads end", () => {
  const bytes = stream(1_200);
  for (const size of [1, 7, 100, 1_000, 65_536]) {
    const scanner = new Scanner();
    for (let at = 0; at < bytes.length; at += size) scanner.take(bytes.subarray(at, at + size));
    assertEquals(scanner.count, 1_200, `in reads of ${size} bytes`);
  }
});

Deno.test("the bench's scanner times the texts of which a read holds all digits", () => {
  const scanner = new Scanner();
  const samples: number[] = scanner.samples = [];
  scanner.take(stream(30));
  assertEquals(samples.length, 30);
});
