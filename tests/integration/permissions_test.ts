import { assert, assertEquals, assertFalse } from "@std/assert";
import { SoftAuthenticator } from "../support/authenticator.ts";
import { eventually } from "../support/eventually.ts";
import { readDocument } from "../unit/docs/markdown.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("what the server is started with lets it listen at one address, and nothing else of the network", async () => {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  const port = freePort();
  const env = { HOST: "127.0.0.1", PORT: String(port), DATA_DIR: `${dir}/data`, LOG_DIR: `${dir}/logs` };
  const asked = await permissionsOfStart(env);
  assertEquals(asked.toSorted(), [
    "--allow-env",
    `--allow-net=127.0.0.1:${port}`,
    `--allow-read=.,${dir}/data,${dir}/logs`,
    "--allow-sys=networkInterfaces",
    `--allow-write=${dir}/data,${dir}/logs`,
  ]);
  // Whoever gets code to run in the server gets no further than this.
  await Deno.writeTextFile(`${dir}/attack.ts`, ATTACK);
  let hits = 0;
  await using victim = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => {
      hits++;
      return new Response("secret");
    },
  );
  const { code, stdout, stderr } = await run(
    [...asked, `${dir}/attack.ts`, String(victim.addr.port), dir],
    env,
  );
  assertEquals([code, stderr], [0, ""]);
  const outcomes = JSON.parse(stdout) as Record<string, string>;
  assert(Object.keys(outcomes).length >= 20, stdout);
  for (const [attempt, outcome] of Object.entries(outcomes)) {
    assertEquals([attempt, outcome], [attempt, "NotCapable"]);
  }
  assertEquals(hits, 0);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("with these permissions alone the server starts, takes messages, and stops in good order", async () => {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  const port = freePort();
  const env = { HOST: "127.0.0.1", PORT: String(port), DATA_DIR: `${dir}/data`, LOG_DIR: `${dir}/logs` };
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--frozen", "--no-prompt", ...await permissionsOfStart(env), "main.ts"],
    cwd: ROOT,
    env,
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const stderr = new Response(child.stderr).text();
  try {
    const url = `http://127.0.0.1:${port}`;
    await eventually(
      () =>
        fetch(`${url}/readyz`).then(
          async (answer) => (await answer.text()) && answer.ok || undefined,
          () => undefined,
        ),
      () => "The server does not start",
    );
    const headers = { "Content-Type": "application/json" };
    const signedIn = await fetch(`${url}/api/session`, {
      method: "POST",
      headers,
      body: `{"username":"ada"}`,
    });
    const { session } = await signedIn.json() as { session: string };
    const posted = await fetch(`${url}/api/rooms/lobby/messages`, {
      method: "POST",
      headers: { ...headers, Authorization: `Bearer ${session}` },
      body: JSON.stringify({ id: "k1", text: "see http://127.0.0.1:1/ and http://169.254.169.254/" }),
    });
    await posted.body?.cancel();
    assertEquals(posted.status, 201);
    await eventually(
      async () => {
        const answer = await fetch(`${url}/api/search?q=see`, {
          headers: { Authorization: `Bearer ${session}` },
        });
        const { results } = await answer.json() as { results?: unknown[] };
        return answer.ok && results?.length === 1 || undefined;
      },
      () => "The message is not found",
    );
    // The library that proves passkeys is loaded with the first of them.
    const origin = `http://localhost:${port}`;
    const ask = async (path: string, body: unknown) => {
      const answer = await fetch(`${origin}${path}`, {
        method: "POST",
        headers: { ...headers, Authorization: `Bearer ${session}` },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() as Record<string, unknown> };
    };
    const { options } = (await ask("/api/passkeys/options", {})).body;
    const passkey = new SoftAuthenticator({ origin }).create(options);
    assertEquals((await ask("/api/passkeys", { passkey })).status, 201);
  } finally {
    child.kill("SIGTERM");
  }
  assertEquals([(await child.status).code, await stderr], [0, ""]);
  const log = await Deno.readTextFile(`${dir}/logs/error.log`);
  assertFalse(/NotCapable|"level":"(WARN|ERROR)"/.test(log), log);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("with LINK_PREVIEWS=on it may connect to where pages are, to no private address, and to no other port", async () => {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  const port = freePort();
  const env = {
    HOST: "127.0.0.1",
    PORT: String(port),
    DATA_DIR: `${dir}/data`,
    LOG_DIR: `${dir}/logs`,
    LINK_PREVIEWS: "on",
  };
  const asked = await permissionsOfStart(env);
  await Deno.writeTextFile(`${dir}/query.ts`, QUERY);
  const { code, stdout, stderr } = await run([
    ...asked,
    `${dir}/query.ts`,
    String(FORBIDDEN.length),
    ...FORBIDDEN,
    ...ALLOWED,
  ], env);
  assertEquals([code, stderr], [0, ""]);
  assertEquals(JSON.parse(stdout), [...FORBIDDEN.map(() => "NotCapable"), ...ALLOWED.map(() => "granted")]);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("no source of the server asks for a program, native code or a connection, but for that of previews", async () => {
  const forbidden =
    /\bDeno\.(Command|dlopen|connect|connectTls|run|openKv|createHttpClient)\b|(?<![.\w])fetch\(|new (WebSocket|EventSource)\(|(?:new Worker|\bstartThread)\((?!new URL\("\.\/\w+\.ts", import\.meta\.url\))|node:(child_process|net|http|https|tls|dgram|worker_threads|vm)\b|\beval\(|new Function\(/;
  for await (const path of sources(new URL("src/", ROOT))) {
    if (
      /\/src\/(client\/|previews\/network\.ts$|store\/sqlite\/search\/start_thread\.ts$)/.test(path.pathname)
    ) {
      continue;
    }
    const found = forbidden.exec(await Deno.readTextFile(path));
    assertEquals([path.pathname, found?.[0]], [path.pathname, undefined]);
  }
});

const FORBIDDEN = [
  ...["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"]
    .flatMap(
      (address) => [`${address}:80`, `${address}:443`, `${address}:22`],
    ),
  "8.8.8.8:22",
  "8.8.8.8:8080",
  "localhost:80",
  "[::1]:80",
  "[fd00:ec2::254]:80",
];
const ALLOWED = ["8.8.8.8:80", "8.8.8.8:443"];

/** Prints how an attempt to connect to each place ends, but for the last ones, where the permission is asked for alone. */
const QUERY = `
const count = Number(Deno.args[0]);
const outcomes = await Promise.all(Deno.args.slice(1).map(async (host, index) => {
  if (index >= count) return Deno.permissions.querySync({ name: "net", host }).state;
  const [, hostname, port] = /^\\[?(.+?)\\]?:(\\d+)$/.exec(host);
  try {
    (await Deno.connect({ hostname, port: Number(port), signal: AbortSignal.timeout(1_000) })).close();
    return "connected";
  } catch (error) {
    return error.name;
  }
}));
console.log(JSON.stringify(outcomes));
`;

/** Tries all that there is to try, and prints by what each was stopped. */
const ATTACK = `
const [port, dir] = Deno.args;
const attempts = {
  "fetch on loopback": () => fetch("http://127.0.0.1:" + port),
  "fetch by name": () => fetch("http://localhost:" + port),
  "fetch over IPv6": () => fetch("http://[::1]:" + port),
  "fetch of a mapped address": () => fetch("http://[::ffff:127.0.0.1]:" + port),
  "fetch of a number": () => fetch("http://2130706433:" + port),
  "fetch of a hexadecimal number": () => fetch("http://0x7f.1:" + port),
  "fetch of metadata of a cloud": () => fetch("http://169.254.169.254/latest/meta-data/"),
  "fetch of a private network": () => fetch("http://10.0.0.1/"),
  "fetch of the internet": () => fetch("https://example.org/"),
  "a socket": () => Deno.connect({ hostname: "127.0.0.1", port: Number(port) }),
  "a WebSocket": () => new WebSocket("ws://127.0.0.1:" + port),
  "a datagram": async () => {
    const socket = (await import("node:dgram")).createSocket("udp4");
    await new Promise((resolve, reject) => {
      addEventListener("error", (event) => {
        event.preventDefault();
        reject(event.error);
      });
      socket.send("x", Number(port), "127.0.0.1", (error) => error ? reject(error) : resolve());
    });
  },
  "node's socket": async () => {
    const { connect } = await import("node:net");
    await new Promise((resolve, reject) => connect(Number(port), "127.0.0.1", resolve).on("error", reject));
  },
  "another port to listen on": () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  "all addresses to listen on": () => Deno.listen({ hostname: "0.0.0.0", port: Number(Deno.env.get("PORT")) }),
  "a name server": () => Deno.resolveDns("example.org", "A"),
  "a program": () => new Deno.Command("id").output(),
  "node's program": async () => {
    const { spawn } = await import("node:child_process");
    await new Promise((resolve, reject) => spawn("id").on("error", reject).on("exit", resolve));
  },
  "native code": () => Deno.dlopen("/lib/x86_64-linux-gnu/libc.so.6", {}),
  "a file of the system": () => Deno.readTextFile("/etc/passwd"),
  "a file beside its folders": () => Deno.writeTextFile(dir + "/other", "x"),
  "its own code": () => Deno.writeTextFile("main.ts", "x"),
  "its own page": () => Deno.writeTextFile("static/index.html", "x"),
  "a link out of its folder": () => Deno.symlink("/etc/passwd", dir + "/data/link"),
  "the machine's name": () => Deno.hostname(),
  "foreign code": () => import("http://127.0.0.1:" + port + "/code.js"),
};
const outcomes = {};
for (const [what, attempt] of Object.entries(attempts)) {
  try {
    await attempt();
    outcomes[what] = "done";
  } catch (error) {
    const told = [error.name, error.cause?.name, error.code, /NotCapable|Requires \\w+ access/.exec(error.message)?.[0]];
    outcomes[what] = told.some((one) => /NotCapable|Requires|ERR_ACCESS_DENIED|EPERM/.test(String(one))) ? "NotCapable" : String(error);
  }
}
console.log(JSON.stringify(outcomes));
`;

/** The permissions with which 'deno task start' runs the server under these settings. */
async function permissionsOfStart(env: Record<string, string>): Promise<string[]> {
  const { tasks } = JSON.parse(readDocument("deno.json")) as { tasks: { start: { command: string } } };
  const [, start] = /&& (?:[A-Z_]+=\d+ )*deno run (.+) main\.ts$/.exec(tasks.start.command)!;
  const [, inner] = /\$\(deno (.+?)\)/.exec(start!)!;
  const { stdout } = await run(inner!.split(" ").slice(1), env);
  return start!.replace(/\$\(.+?\)/, stdout.trim()).split(" ").filter((arg) => /^--(allow|deny)-/.test(arg));
}

async function run(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--quiet", ...args],
    cwd: ROOT,
    env: { ...env, NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** A port that was free a moment ago: the permission names it before the server takes it. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* sources(new URL(`${name}/`, folder));
    else if (/\.tsx?$/.test(name)) yield new URL(name, folder);
  }
}
