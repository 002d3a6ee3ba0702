import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { SETTINGS } from "../../src/config/settings.ts";
import { runToEnd, withProcess } from "../support/process.ts";

Deno.test("the server says when it is ready, where, and where its data are", async () => {
  await withProcess({}, async (server) => {
    const { stdout, stderr } = server.output;
    assertMatch(stdout, /^Parley is ready at http:\/\/127\.0\.0\.1:\d+\/ \(\d+ ms\)$/m);
    assert(stdout.includes(`${server.dir}/data`), stdout);
    assertEquals(stderr, "");
    assertEquals((await server.call("GET /readyz")).status, 200);
  });
});

Deno.test("wrong settings are all named in one message, and nothing is started", async () => {
  const wrong = {
    PORT: "99999",
    LOG_LEVEL: "loud",
    MAX_TEXT: "many",
    GRACE: "-1",
    GUESTS: "maybe",
    PUBLIC_URL: "chat",
    LOG_DRI: "x",
  };
  const { code, stdout, stderr } = await runToEnd(wrong);
  assertEquals([code, stdout], [1, ""]);
  const lines = stderr.trimEnd().split("\n");
  assertEquals(lines.length, 1 + Object.keys(wrong).length, stderr);
  for (const [name, value] of Object.entries(wrong)) {
    const line = lines.find((one) => one.trim().startsWith(name));
    assert(line !== undefined, `${name} is not named:\n${stderr}`);
    if (name !== "LOG_DRI") assert(line.includes(value), line);
  }
  assertMatch(stderr, /LOG_DRI: there is no such setting; LOG_DIR is one/);
});

Deno.test("a port in use is told in one line", async () => {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const PORT = String(listener.addr.port);
  const { code, stdout, stderr } = await runToEnd({
    HOST: "127.0.0.1",
    PORT,
    DATA_DIR: `${dir}/data`,
    LOG_DIR: `${dir}/logs`,
  });
  listener.close();
  await Deno.remove(dir, { recursive: true });
  assertEquals([code, stdout], [1, ""]);
  assertEquals(stderr.trimEnd().split("\n").length, 1, stderr);
  assert(stderr.includes(PORT), stderr);
});

Deno.test("a data folder that cannot be made is told in one line", async () => {
  const file = await Deno.makeTempFile();
  const { code, stdout, stderr } = await runToEnd({
    HOST: "127.0.0.1",
    PORT: "0",
    DATA_DIR: file,
    LOG_DIR: "-",
  });
  await Deno.remove(file);
  assertEquals([code, stdout], [1, ""]);
  assertEquals(stderr.trimEnd().split("\n").length, 1, stderr);
  assert(stderr.includes(file), stderr);
});

Deno.test("a second server on the same data is refused, and the first is unhurt", async () => {
  await withProcess({ GRACE: "0" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const settings = { HOST: "127.0.0.1", PORT: "0", DATA_DIR: `${server.dir}/data`, LOG_DIR: "-" };
    const { code, stderr } = await runToEnd(settings);
    assertEquals(code, 1);
    assertEquals(stderr.trimEnd().split("\n").length, 1, stderr);
    assert(stderr.includes(`${server.dir}/data`), stderr);
    const { answer } = await server.handshake({ path: "/ws?username=ada" });
    assertEquals(answer.status, 409);
    await ada.ask({ type: "message.post", room: "lobby", text: "unhurt" });
  });
});

for (const arg of ["--help", "-h"]) {
  Deno.test(`${arg} shows every setting with its default`, async () => {
    const { code, stdout, stderr } = await runToEnd({}, [arg]);
    assertEquals([code, stderr], [0, ""]);
    for (const { name } of Object.values(SETTINGS)) assertMatch(stdout, new RegExp(`^ +${name}=`, "m"));
    assertMatch(stdout, /^ +PORT=8000$/m);
  });
}

Deno.test("an argument that nobody knows shows the help and is an error", async () => {
  const { code, stdout } = await runToEnd({}, ["--prot", "9000"]);
  assertEquals(code, 2);
  assertFalse(stdout.includes("ready"));
  assertMatch(stdout, /PORT=8000/);
});
