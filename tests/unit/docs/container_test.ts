import { assert, assertEquals } from "@std/assert";
import { SETTINGS } from "../../../src/config/settings.ts";
import { readDocument } from "./markdown.ts";

const ROOT = new URL("../../../", import.meta.url);
const dockerfile = readDocument("Dockerfile").replace(/\\\n\s*/g, " ");
const env = Object.fromEntries(
  dockerfile.matchAll(/\b([A-Z_]+)=(\S+)/g).map(([, name, value]) => [name!, value!]),
);
const { tasks } = JSON.parse(readDocument("deno.json")) as { tasks: Record<string, { command: string }> };

Deno.test("the image runs with the permissions of 'deno task start' for its own settings", async () => {
  const [, start] = /&& (?:[A-Z_]+=\d+ )*deno run (.+) main\.ts$/.exec(tasks.start!.command)!;
  const [, inner] = /\$\(deno (.+?)\)/.exec(start!)!;
  const printed = await run(inner!.split(" "), env);
  const asked = start!.replace(/\$\(.+?\)/, printed.stdout.trim()).split(" ");
  assertEquals(permissions(readCommand(/^CMD (.+)$/m)), permissions(asked));
  assert(permissions(asked).length >= 4, "The task start asks for hardly anything");
});

Deno.test("the image builds the page with the command of 'deno task build'", () => {
  assert(dockerfile.includes(tasks.build!.command), tasks.build!.command);
});

Deno.test("the image has the Deno that README.md names", () => {
  const named = new Set(readDocument("README.md").matchAll(/deno@([\d.]+)/g).map(([, version]) => version));
  const images = new Set(
    dockerfile.matchAll(/^FROM denoland\/deno:([\d.]+)/gm).map(([, version]) => version),
  );
  assertEquals([...images], [...named]);
  assertEquals(images.size, 1);
});

Deno.test("the image keeps its data and logs in volumes, and does not run as root", () => {
  assertEquals(JSON.parse(/^VOLUME (.+)$/m.exec(dockerfile)![1]!), [env.DATA_DIR, env.LOG_DIR]);
  assertEquals(/^EXPOSE (.+)$/m.exec(dockerfile)![1], env.PORT);
  assertEquals(dockerfile.matchAll(/^USER (.+)$/gm).map(([, user]) => user).toArray().at(-1), "deno");
});

Deno.test("the image's health check passes while the server answers, and fails while it does not", async () => {
  const [, ...args] = readCommand(/HEALTHCHECK .*?CMD (.+)$/m);
  for (const status of [200, 500]) {
    await using server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      (request) =>
        new Response(null, { status: new URL(request.url).pathname === "/healthz" ? status : 404 }),
    );
    const here = args.map((arg) => arg.replace(`127.0.0.1:${env.PORT}`, `127.0.0.1:${server.addr.port}`));
    assert(here.join() !== args.join(), "The health check asks another port");
    assertEquals((await run(here)).code, status === 200 ? 0 : 1);
  }
});

Deno.test("compose.yaml gives a stop more time than the server takes, and sets only what there is", () => {
  const compose = readDocument("compose.yaml");
  const [, seconds] = /stop_grace_period: (\d+)s/.exec(compose)!;
  assert(Number(seconds) > SETTINGS.stopGrace.fallback);
  const known = Object.values(SETTINGS).map(({ name }): string => name);
  const named = compose.matchAll(/^ {6}(?:# )?([A-Z_]{3,}): /gm).map(([, name]) => name!).toArray();
  assert(named.length >= 3);
  for (const name of named) assert(known.includes(name), `compose.yaml sets ${name}`);
});

function readCommand(line: RegExp): string[] {
  return JSON.parse(line.exec(dockerfile)![1]!) as string[];
}

function permissions(args: readonly string[]): string[] {
  return args.filter((arg) => arg.startsWith("--allow-")).toSorted();
}

async function run(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; stdout: string }> {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), { args, env, cwd: ROOT, stderr: "null" })
    .output();
  return { code, stdout: new TextDecoder().decode(stdout) };
}
