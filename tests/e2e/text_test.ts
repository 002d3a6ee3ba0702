import { assertEquals } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { withServer } from "../support/server.ts";

const PAYLOADS = [
  "<script>window.hacked = 1</script>",
  "<img src=x onerror=window.hacked=1>",
  "<svg onload=window.hacked=1>",
  `"><script>window.hacked = 1</script>`,
  "<a href=javascript:window.hacked=1>click</a>",
  "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
  "<style>body { display: none }</style>",
  "{{constructor.constructor('window.hacked=1')()}}",
  "&lt;b&gt;not bold&lt;/b&gt; &amp; &#x3C;",
  "<details open ontoggle=window.hacked=1><summary>x</summary></details>",
];

const SCRIPTS = [
  "שלום עולם, Ada!",
  "مرحبا (world) 123",
  "👩🏽‍🚀👨‍👩‍👧‍👦🏳️‍🌈🇫🇷",
  "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
  "नमस्ते ต้นไม้ 日本語 ﷽",
  "left \u202Eright\u202C left",
  "é and e\u0301 are as they were written",
];

browserTest("text never becomes HTML, in messages, room names and topics", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      const before = await bo.page.evaluate(countElements);
      await ada.say(...PAYLOADS);
      for (const person of [ada, bo]) await person.seesOnly(...PAYLOADS);
      const name = "<img src=x onerror=hacked=1>";
      await ada.createRoom(name, "<svg/onload=window.hacked=1>");
      await bo.page.getByRole("button", { name: "Browse rooms" }).click();
      await bo.reads("<svg/onload=window.hacked=1>");
      await bo.page.getByRole("button", { name: `Join ${name}` }).click();
      await bo.page.getByRole("heading", { level: 1, name }).waitFor();
      for (const person of [ada, bo]) {
        assertEquals(await person.page.evaluate(() => "hacked" in window), false);
        assertEquals(await person.page.evaluate(countElements), before);
      }
    });
  });
});

browserTest("addresses in messages are links that tell nothing of the page", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      const text = "see https://example.org/a?b=1&c=(d), not javascript:alert(1) or data:text/html,x.";
      await ada.say(text);
      await bo.seesOnly(text);
      const links = await bo.log.getByRole("link").evaluateAll((all) =>
        all.map((link) => ["href", "target", "rel"].map((name) => link.getAttribute(name)))
      );
      assertEquals(links, [["https://example.org/a?b=1&c=(d)", "_blank", "noopener noreferrer nofollow"]]);
    });
  });
});

browserTest("text of every script is shown as it was written, each in its own direction", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
      await ada.say(...SCRIPTS);
      for (const person of [ada, bo]) await person.seesOnly(...SCRIPTS);
      const directions = await bo.page.locator("[role=log] .text").evaluateAll((all) =>
        all.map((one) => getComputedStyle(one).direction)
      );
      assertEquals(directions.slice(0, 4), ["rtl", "rtl", "ltr", "ltr"]);
      // A name that runs the other way does not turn the line about it around.
      const unicode = await bo.page.locator(".author").first().evaluate((one) =>
        getComputedStyle(one).unicodeBidi
      );
      assertEquals(unicode, "isolate");
    });
  });
});

/** Runs in the page: of what only the page itself may make. */
function countElements(): number {
  return document.querySelectorAll("script, style, iframe, img, details, [onerror], [onload], a[href^=java]")
    .length;
}
