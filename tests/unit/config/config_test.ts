import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { ConfigError, readConfig } from "../../../src/config/config.ts";
import { SETTINGS } from "../../../src/config/settings.ts";

function refusal(env: Record<string, string>): string {
  return assertThrows(() => readConfig(env), ConfigError).message;
}

Deno.test("readConfig() gives every setting its default in an empty environment", () => {
  const config = readConfig({});
  const fallbacks = Object.entries(SETTINGS).map(([key, { fallback }]) => [key, fallback]);
  assertEquals(config, Object.fromEntries(fallbacks));
  assertEquals([config.port, config.host, config.guests, config.grace], [8000, "0.0.0.0", true, 60]);
});

Deno.test("every default is itself allowed", () => {
  const env = Object.values(SETTINGS)
    .filter(({ fallback }) => fallback !== "" && !Array.isArray(fallback))
    .map(({ name, fallback }) => [name, String(fallback)]);
  assertEquals(readConfig(Object.fromEntries(env)), readConfig({}));
});

Deno.test("readConfig() reads what is set, without the blanks around it, and an empty value as not set", () => {
  const config = readConfig({
    PORT: " 9000 ",
    GUESTS: "off",
    LOG_LEVEL: "",
    TRUSTED_PROXIES: "loopback, 10.0.0.1",
  });
  assertEquals([config.port, config.guests, config.logLevel], [9000, false, "info"]);
  assertEquals(config.trustedProxies, ["127.0.0.1", "::1", "10.0.0.1"]);
});

Deno.test("readConfig() names every wrong setting in one message, with its value and what is allowed", () => {
  const message = refusal({
    PORT: "70000",
    GUESTS: "perhaps",
    LOG_LEVEL: "loud",
    MAX_TEXT: "-1",
    PUBLIC_URL: "chat",
  });
  for (
    const line of ["PORT=70000: must be a whole number from 0 to 65535", "GUESTS=perhaps: must be on or off"]
  ) {
    assertStringIncludes(message, line);
  }
  for (
    const line of [
      "LOG_LEVEL=loud: must be one of debug, info, warn, error",
      "MAX_TEXT=-1",
      "(characters)",
      "PUBLIC_URL=chat",
    ]
  ) {
    assertStringIncludes(message, line);
  }
  assertEquals(message.split("\n").length, 6);
});

Deno.test("readConfig() notices a misspelt setting, and names the one that was meant", () => {
  assertStringIncludes(
    refusal({ MAX_CONECTIONS: "5" }),
    "MAX_CONECTIONS: there is no such setting; MAX_CONNECTIONS is one",
  );
  assertStringIncludes(refusal({ GUEST: "off" }), "GUESTS is one");
  assertStringIncludes(refusal({ PARLEY_COLOUR: "red" }), "PARLEY_COLOUR: there is no such setting");
});

Deno.test("readConfig() leaves the variables of others alone", () => {
  const env = {
    PATH: "/bin",
    LOGNAME: "ada",
    SESSION_MANAGER: "x",
    SESSION_TYPE: "x",
    DATABASE_URL: "x",
    LOGS: "x",
    MAX_MEMORY_POOL: "9",
    HOSTNAME: "x",
    DATA_X: "x",
  };
  assertEquals(readConfig(env), readConfig({}));
});

Deno.test("readConfig() gives a value that nobody can change", () => {
  const config = readConfig({ ALLOWED_ORIGINS: "https://a.example" });
  assert(Object.isFrozen(config));
  assertThrows(() => Object.assign(config, { port: 1 }), TypeError);
  assert(Object.isFrozen(config.allowedOrigins));
  assert(Object.isFrozen(config.trustedProxies));
});
