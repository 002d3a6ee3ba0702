import { assertEquals } from "@std/assert";
import { deviceName } from "../../../src/http/device_name.ts";

const MOZILLA = "Mozilla/5.0";
const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";
const NAMES: Record<string, string> = {
  [`${MOZILLA} (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0`]: "Firefox on Linux",
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/142.0.0.0`]: "Edge on Windows",
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 OPR/125.0.0.0`]: "Opera on Windows",
  [`${MOZILLA} (Linux; Android 16; Pixel 9) ${CHROME} Mobile Safari/537.36`]: "Chrome on Android",
  [`${MOZILLA} (X11; Linux x86_64) ${CHROME.replace("Chrome", "HeadlessChrome")} Safari/537.36`]:
    "Chrome on Linux",
  [`${MOZILLA} (iPhone; CPU iPhone OS 19_1 like Mac OS X) ${WEBKIT} Version/19.1 Mobile/15E148 Safari/604.1`]:
    "Safari on iPhone",
  [`${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/19.1 Safari/605.1.15`]:
    "Safari on macOS",
  [`${MOZILLA} (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`]: "Chrome on ChromeOS",
  "curl/8.5.0": "curl",
  "Deno/2.9.6": "Deno",
  "": "Unknown device",
  "<script>alert(1)</script>": "Unknown device",
  "\u0007\u202e": "Unknown device",
};

Deno.test("deviceName() calls browsers and programs by their names, and keeps nothing else of what they say", () => {
  for (const [userAgent, name] of Object.entries(NAMES)) assertEquals(deviceName(userAgent), name, userAgent);
  assertEquals(deviceName("x".repeat(1_000)).length, 30);
  assertEquals(deviceName(undefined), "Unknown device");
});
