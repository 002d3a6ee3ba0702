import { assertEquals } from "@std/assert";
import { type Config, readConfig } from "../../../src/config/config.ts";
import * as read from "../../../src/config/readers.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import { showSettings } from "../../../src/config/shown.ts";

Deno.test("showSettings() names every setting with its value, its default and where the value comes from", () => {
  const env = { MAX_TEXT: "500", GUESTS: "off", PORT: "8000", TRUSTED_PROXIES: "10.0.0.1, loopback" };
  const shown = showSettings(readConfig(env), env);
  assertEquals(shown.map(({ name }) => name), Object.values(SETTINGS).map(({ name }) => name));
  const of = (name: string) => {
    const { value, fallback, source, unit } = shown.find((one) => one.name === name)!;
    return [value, fallback, source, unit];
  };
  assertEquals(of("MAX_TEXT"), ["500", "4000", "environment", "characters"]);
  assertEquals(of("GUESTS"), ["off", "on", "environment", undefined]);
  assertEquals(of("PORT"), ["8000", "8000", "environment", undefined]);
  assertEquals(of("TRUSTED_PROXIES"), ["10.0.0.1,127.0.0.1,::1", "", "environment", undefined]);
  assertEquals(of("HOST"), ["0.0.0.0", "0.0.0.0", "default", undefined]);
});

Deno.test("showSettings() shows that a secret is set, never what it is", () => {
  const settings = {
    hook: { ...read.text("HOOK_SECRET", "", { about: "Signs." }), secret: true } as const,
    name: read.text("NAME", "x", { about: "Names." }),
  };
  const config = { hook: "s3cret", name: "x" } as unknown as Config;
  const shown = showSettings(config, { HOOK_SECRET: "s3cret" }, settings);
  assertEquals(shown, [
    { name: "HOOK_SECRET", about: "Signs.", allowed: "a text", secret: true, source: "environment" },
    { name: "NAME", about: "Names.", allowed: "a text", value: "x", fallback: "x", source: "default" },
  ]);
});
